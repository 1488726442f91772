# Varnish 6.6 or newer in front of Dateline; needs no module beyond those it comes with.
# Lines to make your own are marked YOURS.
vcl 4.1;

import std;

# YOURS: where Dateline listens. The probe asks whether it lives, not whether its database does:
# without the database Dateline still answers with the last good pages.
backend dateline {
    .host = "127.0.0.1";
    .port = "8080";
    .connect_timeout = 1s;
    .first_byte_timeout = 15s;
    .between_bytes_timeout = 15s;
    .probe = {
        .url = "/healthz";
        .interval = 2s;
        .timeout = 1s;
        .window = 4;
        .threshold = 2;
        .initial = 2;
    }
}

# YOURS: the nodes that may purge, as Varnish sees them. If something else on one of these machines
# passes readers on to Varnish (a TLS proxy), all readers seem to come from there: the secret below
# is what keeps them out.
acl nodes {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "BAN") {
        if (client.ip !~ nodes) {
            return (synth(405, "Not Allowed"));
        }
        # YOURS: the cdn.secret of Dateline.
        if (req.http.X-Dateline-Secret != "change-this-secret") {
            return (synth(403, "Forbidden"));
        }
        if (req.http.Surrogate-Key !~ "^[a-z0-9-]{1,64}( [a-z0-9-]{1,64}){0,63}$") {
            return (synth(400, "Bad Request"));
        }
        # Only what stands in the kept page is looked at, so that Varnish works it off by itself.
        if (!std.ban("obj.http.Surrogate-Key ~ (?:^|\s)(?:"
            + regsuball(req.http.Surrogate-Key, " ", "|") + ")(?:\s|$)")) {
            return (synth(500, std.ban_error()));
        }
        return (synth(200, "Purged"));
    }

    # YOURS: the hosts of the paper. Others get no page, and no place in the cache.
    set req.http.Host = regsub(std.tolower(req.http.Host), ":[0-9]+$", "");
    if (req.http.Host !~ "^(www\.)?news\.example$") {
        return (synth(421, "Misdirected Request"));
    }

    set req.backend_hint = dateline;
    if (req.restarts == 0) {
        unset req.http.X-Dateline-Asked;
        unset req.http.X-Dateline-Failed;
    }

    # While Dateline lives, a page beyond its age is sent for a moment while it is fetched anew; when
    # it does not, as long as the page is kept.
    if (std.healthy(req.backend_hint) && !req.http.X-Dateline-Failed) {
        set req.grace = 30s;
    } else {
        set req.grace = 24h;
    }

    # The newsroom answers each of its people something else and keeps nothing. What stays open there
    # (texts that are written together, lists that move) goes straight through. Published stories for
    # programs are kept as pages are.
    if (req.url ~ "^/(api|newsroom|newsroom-preview)(/|\?|$)" && req.url !~ "^/api/published/") {
        if (req.http.Upgrade ~ "(?i)^websocket$" || req.url ~ "^/api/changes(\?|$)") {
            return (pipe);
        }
        return (pass);
    }

    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # Reader pages read neither.
    unset req.http.Cookie;
    unset req.http.Authorization;

    # Pages do not depend on the query, except where a list goes on ("before"). A query may be part of
    # an old address ("/?p=12"), which leads elsewhere only where there is no page: so it is put aside
    # and asked for when the answer was 404 (see vcl_deliver).
    if (req.http.X-Dateline-Asked) {
        return (pass);
    }
    if (req.url ~ "\?") {
        if (req.url ~ "^/\?") {
            return (pass);
        }
        set req.http.X-Dateline-Asked = req.url;
        if (req.url ~ "^[^?]*\?(?:(?!before=)[^&]*&)*before=[0-9]{1,19}\.[0-9a-f]{32}(?:&|$)") {
            set req.url = regsub(req.url, "^([^?]*)\?(?:(?!before=)[^&]*&)*(before=[0-9]{1,19}\.[0-9a-f]{32}).*$", "\1?\2");
        } else {
            set req.url = regsub(req.url, "\?.*$", "");
        }
    }
    return (hash);
}

sub vcl_pipe {
    if (req.http.Upgrade) {
        set bereq.http.Upgrade = req.http.Upgrade;
        set bereq.http.Connection = req.http.Connection;
    }
    return (pipe);
}

sub vcl_backend_fetch {
    unset bereq.http.X-Dateline-Asked;
}

sub vcl_backend_response {
    # An error never takes the place of a page: it is dropped, and vcl_synth looks for a page that is
    # kept. Only if there is none, the second answer is for the reader.
    if (beresp.status >= 500 && !bereq.uncacheable) {
        if (bereq.is_bgfetch || !bereq.http.X-Dateline-Failed) {
            return (abandon);
        }
        set beresp.uncacheable = true;
        set beresp.ttl = 0s;
        set beresp.grace = 0s;
        return (deliver);
    }
    # What says nothing about keeping is not kept.
    if (!beresp.http.Cache-Control) {
        set beresp.uncacheable = true;
        set beresp.ttl = 10s;
        return (deliver);
    }
    if (beresp.ttl > 0s) {
        set beresp.grace = 24h;
    }
}

sub vcl_backend_error {
    # As above, where there was no answer at all.
    if (!bereq.uncacheable) {
        return (abandon);
    }
}

sub vcl_synth {
    # Dateline does not answer, and it was not known yet: look again for a page that is kept.
    if (resp.status == 503 && req.restarts == 0 && req.method ~ "^(GET|HEAD)$") {
        set req.http.X-Dateline-Failed = "1";
        if (req.http.X-Dateline-Asked) {
            set req.url = req.http.X-Dateline-Asked;
            unset req.http.X-Dateline-Asked;
        }
        return (restart);
    }
    set resp.http.Cache-Control = "no-store";
    if (resp.status == 503) {
        # YOURS: what readers are told.
        set resp.http.Content-Type = "text/html; charset=utf-8";
        set resp.http.Retry-After = "5";
        set resp.body = {"<!doctype html><html lang="en"><meta charset="utf-8"><title>Not available</title>
<p>This page cannot be shown at the moment. Please try again soon.</p></html>
"};
    } else {
        set resp.http.Content-Type = "text/plain; charset=utf-8";
        set resp.body = resp.reason + {"
"};
    }
    return (deliver);
}

sub vcl_deliver {
    if (resp.status == 404 && req.http.X-Dateline-Asked && req.restarts == 0) {
        set req.url = req.http.X-Dateline-Asked;
        return (restart);
    }
    # Caches further out are not purged: they ask each time.
    set resp.http.Cache-Control = regsub(resp.http.Cache-Control, ",\s*s-maxage=[0-9]+", "");
    unset resp.http.CDN-Cache-Control;
    unset resp.http.Surrogate-Key;
    unset resp.http.Via;
    unset resp.http.X-Varnish;
}
