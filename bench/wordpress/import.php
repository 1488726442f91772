<?php
// Imports the first N stories of an archive: php import.php SITE_DIR ARCHIVE N
//
// The importer plugin is not packaged by Debian. This makes the calls it makes for each item
// (wp_insert_post, wp_set_post_terms, wp_insert_comment) without its checks, so it is rather quicker.
// Prints the seconds it took, then the address of each story.
[, $site, $archive, $limit] = $argv;
define('WP_IMPORTING', true);
require $site . '/wp-load.php';
wp_set_current_user(1);
flush_rewrite_rules(false);
wp_defer_term_counting(true);
wp_suspend_cache_invalidation(true);

$start = microtime(true);
$reader = new XMLReader();
$reader->open($archive);
$authors = [];
$addresses = [];
while (count($addresses) < (int) $limit && $reader->read()) {
    if ($reader->nodeType !== XMLReader::ELEMENT || $reader->name !== 'item') {
        continue;
    }
    $item = simplexml_load_string($reader->readOuterXml());
    $wp = $item->children('http://wordpress.org/export/1.2/');
    $login = (string) $item->children('http://purl.org/dc/elements/1.1/')->creator;
    $authors[$login] ??= wp_create_user($login, 'bench-only', $login . '@bench.example');
    $id = wp_insert_post([
        'post_title' => (string) $item->title,
        'post_content' => (string) $item->children('http://purl.org/rss/1.0/modules/content/')->encoded,
        'post_excerpt' => (string) $item->children('http://wordpress.org/export/1.2/excerpt/')->encoded,
        'post_status' => 'publish',
        'post_name' => (string) $wp->post_name,
        'post_date' => (string) $wp->post_date,
        'post_date_gmt' => (string) $wp->post_date_gmt,
        'post_author' => $authors[$login],
    ], true);
    $terms = [];
    foreach ($item->category as $category) {
        $taxonomy = (string) $category['domain'];
        $term = term_exists((string) $category['nicename'], $taxonomy)
            ?: wp_insert_term((string) $category, $taxonomy, ['slug' => (string) $category['nicename']]);
        $terms[$taxonomy][] = (int) $term['term_id'];
    }
    foreach ($terms as $taxonomy => $ids) {
        wp_set_post_terms($id, $ids, $taxonomy);
    }
    $kept = [];
    foreach ($wp->comment as $comment) {
        $kept[(string) $comment->comment_id] = wp_insert_comment([
            'comment_post_ID' => $id,
            'comment_author' => (string) $comment->comment_author,
            'comment_author_email' => (string) $comment->comment_author_email,
            'comment_date' => (string) $comment->comment_date,
            'comment_date_gmt' => (string) $comment->comment_date_gmt,
            'comment_content' => (string) $comment->comment_content,
            'comment_approved' => 1,
            'comment_parent' => $kept[(string) $comment->comment_parent] ?? 0,
        ]);
    }
    $addresses[] = $id;
}
wp_suspend_cache_invalidation(false);
wp_cache_flush();
wp_defer_term_counting(false);
printf("%.3f\n", microtime(true) - $start);
foreach ($addresses as $id) {
    echo wp_parse_url(get_permalink($id), PHP_URL_PATH), "\n";
}
