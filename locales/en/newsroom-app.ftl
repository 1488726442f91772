### The newsroom in the browser.

brand = Dateline
navigation = Newsroom
skip = Skip to the content
language = Language
close = Close
cancel = Cancel
save = Save
saved = Saved.
copy = Copy
copied = Copied.
undo = Undo
redo = Redo
more = More
open = Open
name = Name
email = Email address
password = Password
password-hint = At least twelve characters. Several words that belong together only for you are best.
nobody = Nobody
reason = Reason
reason-hint = For the newsroom only. It stays in the history.

## While there is nothing to show

face-loading = Loading…
face-again = Try again
face-failed = This did not work
face-failed-text = Something went wrong on our side. Try again in a moment.
face-offline = No connection
face-offline-text = The house cannot be reached. Check the connection of this device. What you typed stays here and is sent as soon as there is a way.
face-forbidden = You may not do this
face-missing-right = You would need: { $rights }.
face-nowhere = There is nothing at this address
face-nowhere-text = The link may be old, or a letter of it got lost.
face-chunk-text = A part of the newsroom could not be loaded. The house may have a newer version: load the page again.

## Set-up, signing in

setup-title = This house has no owner yet
setup-text = Make the first account. It may do everything, and invites the others.
setup-token = Set-up key
setup-token-hint = It stands in the link the program printed at its first start.
setup-done = Make the account
setup-over-title = This house has an owner
setup-over-text = The link worked once and is used up. Ask an administrator for an invitation.
sign-in = Sign in
sign-in-title = Sign in to the newsroom
sign-in-wrong = Address and password do not belong together.
sign-in-code = Code
sign-in-code-hint = Six digits from the app on your telephone.
sign-in-code-wrong = This code does not hold. Wait for the next one and try again.
sign-in-recovery-code = Recovery code
sign-in-recovery-hint = Each works once.
sign-in-use-recovery = Use a recovery code instead
sign-in-use-code = Use the app on the telephone instead
sign-in-passkey = Sign in with a passkey
sign-out = Sign out
passkey-not-used = No passkey was used. Choose one, or sign in with your password.
passkey-not-made = No passkey was made.
session-ended = Sign in again
session-ended-text = Your session has ended. What you typed is still here and is sent once you are back.
invitation-title = Welcome, { $name }
invitation-text = You will sign in as { $email }. Choose a password.
invitation-accept = Join the newsroom
invitation-gone = This invitation no longer holds
invitation-gone-text = It was used, taken back or is too old. Ask for a new one.

## Everywhere

own-menu = Your account: { $name }
site-open = Open the site
palette-title = Go to anything
palette-open = Find
palette-hint = A story, a view, an act…
palette-results = What was found
palette-nothing = Nothing has these words.
shortcuts-title = Keyboard shortcuts
shortcuts-everywhere = Everywhere
shortcuts-story = In a story
shortcuts-text = In the text

## The board

board-title = Stories
board-live = Live
board-not-live = Not live
board-filters = Which stories
board-search = Search headlines
board-all = All
board-anyone = Anyone
board-mine = Mine
board-with-spiked = With spiked ones
board-states = Stages
board-choose = Choose “{ $headline }”
board-chosen-label = Chosen stories
board-chosen =
    { $count ->
        [one] One story chosen. Move it to:
       *[other] { NUMBER($count) } stories chosen. Move them to:
    }
board-empty = No stories yet
board-empty-text = Begin the first one. Everybody sees it here as soon as it has a headline.
board-nothing = No story is like that
board-nothing-text = Nothing fits what you search for.
board-clear = Show all
board-moved = “{ $headline }” is now: { $state }.
board-no-way = No act leads from there to “{ $state }”.
column-empty = Nothing here.
card-menu = Acts for “{ $headline }”
card-due = Due { $at }
card-late = Late: { $at }
card-behind = Changed since publication
card-people = Here now: { $names }
filters-title = Saved filters
filters-keep = Keep this filter
filters-forget = Forget “{ $name }”
state-draft = Draft
state-submitted = Submitted
state-in_edit = In edit
state-ready = Ready
state-scheduled = Scheduled
state-published = Published
state-spiked = Spiked
state-killed = Killed
act-submit = Submit
act-claim = Take for editing
act-return = Return to the writer
act-approve = Approve
act-spike = Spike
act-unspike = Bring back
act-publish = Publish…
act-unpublish = Take off the site…
act-kill = Kill…
format-news = News
format-analysis = Analysis
format-feature = Feature
format-opinion = Opinion
format-explainer = Explainer
format-interview = Interview
format-offbeat = Offbeat
format-gallery = In pictures
format-live_blog = Live
format-press_review = Press review
format-obituary = Obituary
words =
    { $count ->
        [one] One word
       *[other] { NUMBER($count) } words
    }
reading-time =
    { $minutes ->
        [one] One minute to read
       *[other] { NUMBER($minutes) } minutes to read
    }

## A story

story-new = New story
story-make = Begin writing
story-no-edition = This house has no edition yet. Bring an archive in on the command line, dateline import, and begin then.
story-untitled = No headline yet
story-headline = Headline
story-headline-hint = It can be changed later.
story-kicker = Kicker
story-standfirst = Standfirst
story-body = Text of the story
story-body-empty = Write here. “/” puts in pictures, quotes, tables…
story-edition = Edition
story-section = Section
story-format = Format
story-desk = Desk
story-assignee = Assigned to
story-due = Due
story-byline = Byline
story-tags = Tags
story-slug = Address
story-slug-public = The story is public: its old address will lead to the new one.
story-comments = Comments
story-note = Note for whoever works on it next
story-note-hint = Readers never see it.
story-legal-hold = Hold until a lawyer has read it
story-legal-hold-short = Legal hold
story-place = Place
story-place-hint = Opens the report, as in “LINDMAR —”.
story-trail = Text on cards
story-trail-hint = If empty, cards show the standfirst.
story-description = For search engines
story-description-hint = If empty, they get the standfirst.
story-canonical = First published at
story-canonical-hint = Only if it ran elsewhere first.
story-writers = In this story now
story-acts = Acts
story-panel = Details
story-preview = Preview
story-publish = Publish
story-publish-open = Publish
story-update = Publish changes
story-on-site = See it on the site
story-readonly = You can read this story, but not write in it.
story-embargoed = Under embargo
story-gone = There is no such story
story-gone-text = The link may be old, or you may not see this story.
story-safe-ask = Is it saved?
story-safe-told = Everything you typed is safe. There is nothing to press: it always is.
story-not-safe-told = Not yet everything is safe. It is sent as soon as there is a way.
story-unsafe-leave = Some of your words are not safe yet. Go again to leave all the same.
headline-long =
    { $count ->
        [one] One character
       *[other] { NUMBER($count) } characters: long for a headline.
    }
kept-safe = Saved
kept-saving = Saving…
kept-connecting = Connecting…
kept-away = No connection. You can go on typing.
kept-waiting = No connection. Your words wait here.
kept-ended = Sign in to go on
kept-refused = Not connected
lost-title = The house did not take this copy
lost-text = Your words are below. Copy what you need, then begin anew with what the house has.
lost-words = Your words
lost-copied = Your words are copied.
lost-anew = Begin anew
comments-open = Open
comments-read_only = To be read only
comments-closed = Closed
several-hint = Type a name…
several-sooner = Put { $name } further to the front
several-remove = Remove { $name }
panel-details = Details
panel-timing = Timing
panel-checks = Checks
panel-notices = Notices
panel-history = History
panel-desk = At the desk
panel-words = Further words

## Writing

toolbar = Text tools
toolbar-put = Put in
toolbar-more = More marks
slash-title = Put in an element
suggest-mode = Suggest instead of changing
suggest-accept = Accept
suggest-reject = Reject
suggest-accept-all = Accept all
suggest-reject-all = Reject all
suggest-count =
    { $count ->
        [one] One suggestion
       *[other] { NUMBER($count) } suggestions
    }
mark-strong = Bold
mark-em = Italic
mark-strike = Struck out
mark-link = Link
mark-sup = Raised
mark-sub = Lowered
mark-code_mark = Code
link-address = Address
link-story = Link to a story of ours
link-remove = Remove the link
link-wrong = This is no address readers can follow. It begins with https://, mailto: or /.
element-paragraph = Text
element-heading = Heading
element-heading_3 = Smaller heading
element-picture = Picture
element-gallery = Gallery
element-quote = Quote
element-pull_quote = Pull quote
element-bullet_list = List
element-ordered_list = Numbered list
element-rich_link = Card of a story
element-attribution = Where it first ran
element-factbox = Fact box
element-table = Table
element-embed = Embed
element-audio = Audio
element-video = Video
element-footnote = Footnote
element-code = Code
element-rule = Line
element-correction = Correction
element-up = Move up
element-down = Move down
element-remove = Remove
element-incomplete = Readers do not see this yet: something is missing.
element-correction-note = A correction stands here. It is changed under “Notices”.
field-speaker = Speaker
field-role = Role
field-source = Source
field-source_url = Link to the source
field-outlet = Outlet
field-author = Author
field-title = Title
field-box_title = Title
field-url = Address
field-date = Date
field-language = Language
field-archived_url = Archived copy
field-provider = Service
field-key = Mark
quote-lacks-source = Who said this, and where?
card-choose = Choose a story
card-change = Choose another story
card-missing = This story is not there any more, or you may not see it.
table-caption = Caption
table-header = The first row is a heading
table-add-row = Row
table-add-column = Column
table-remove-row = Row
table-remove-column = Column
gallery-title = Title of the gallery
gallery-add = Add a picture
paste-too-long = That is more than a story can hold: at most 400,000 characters.
find-title = Find and replace
find-words = Find
find-by = Replace by
find-exact = Match case
find-count = { NUMBER($at) } of { NUMBER($count) }
find-previous = Previous
find-next = Next
find-replace = Replace
find-replace-all = Replace all
find-replaced =
    { $count ->
        [one] Replaced once.
       *[other] Replaced { NUMBER($count) } times.
    }

## Pictures

pictures-title = Pictures
pictures-search = Search pictures
pictures-lacking = Only those that lack something
pictures-nothing = No picture is like that
pictures-nothing-text = Try other words, or bring one in from this device.
pictures-empty = No pictures yet
pictures-empty-text = Drop some here. What they say of themselves is read by itself.
pictures-coming =
    { $count ->
        [one] One picture is coming in…
       *[other] { NUMBER($count) } pictures are coming in…
    }
picture-coming = The picture is coming in…
picture-choose = Choose a picture
picture-change = Choose another picture
picture-remove = Remove the picture
picture-from-device = From this device
picture-untitled = Without a caption
picture-no-picture = Only pictures can be put in.
picture-not-there = This picture is not there any more.
picture-caption-here = Caption here
picture-alt-here = Alternative text here
picture-credit = Credit
picture-alt = Alternative text: what it shows
picture-lacks-credit = Credit is missing
picture-lacks-alt = Alternative text is missing
picture-lacks-rights = Rights are not known
picture-sheet = Picture
picture-uses = Used in
picture-rights = Rights
picture-field-caption = Caption
picture-field-alt = Alternative text
picture-field-credit_line = Credit line
picture-field-photographer = Photographer
picture-field-source = Source
picture-field-copyright = Copyright
picture-field-headline = Title
picture-lease-until = May be used until { $at }.
picture-lease-ends = May be used until
picture-lease-add = Set
rights-staff = Staff
rights-commissioned = Commissioned
rights-agency = Agency
rights-stock = Stock
rights-pool = Pool
rights-handout = Handout
rights-screengrab = Screen grab
rights-social = From social media
rights-reader = From a reader
rights-creative_commons = Creative Commons
rights-public_domain = Public domain
rights-unknown = Not known
lead-empty = Drop the lead picture here, or choose one

## Timing

timing-zone = All times in your time zone, { $zone }.
timing-publish-at = Publish at
timing-schedule = Schedule
timing-unschedule = Take the schedule back
timing-scheduled = It will be published on { $at }.
timing-unscheduled = The schedule is taken back.
timing-will = Will be published on { $at }, also if nobody is here.
timing-public-since = Public since { $at }.
timing-embargo = Embargo until
timing-embargo-hint = Before that nobody can publish it, and nobody but staff sees it.
timing-hold = Set the embargo
timing-release = Lift it
timing-embargoed = Under embargo until { $at }.
timing-released = The embargo is lifted.
timing-unpublish-at = Take off the site at
timing-unpublish-hint = Leave empty to keep it public.

## Checks and publishing

check-block = Keeps it back:
check-warn = Look at this:
check-show = Show
checks-good = Nothing keeps this story back.
checks-again = Check again
check-headline-missing = It has no headline.
check-text-missing = It has neither text nor pictures.
check-picture-absent = A picture in it is not there any more.
check-picture-credit = A picture has no credit.
check-picture-alt = A picture has no alternative text.
check-picture-rights = The rights of a picture are not known.
check-picture-withheld = A picture may not be shown.
check-embargo = It is under embargo.
check-legal-hold = It is held until a lawyer has read it.
check-quote-source = A quote has neither speaker nor source: “{ $quote }”
check-headline-quotation = The headline quotes what does not stand in the text: “{ $quotation }”
check-link-withdrawn = It links to a story that was withdrawn.
check-link-not-public = It links to a story that is not public.
check-translation-missing = It has no translation in the edition { $edition }.
check-translation-behind = The translation is behind its original.
publish-now = Publish now
publish-update-now = Publish the changes now
publish-later = Later…
publish-not-safe = Your last words are on their way. One moment.
publish-embargo = Under embargo until { $at }.
publish-appears =
    { $count ->
        [one] Readers get it at once. One page changes.
       *[other] Readers get it at once. { NUMBER($count) } pages change.
    }
publish-changes =
    { $count ->
        [one] Readers get the new text at once. One page changes.
       *[other] Readers get the new text at once. { NUMBER($count) } pages change.
    }
publish-notice = Note for readers
publish-notice-hint = A correction of facts needs a note. A comma does not.
publish-without-notice = None
published-title = Published
published-pages =
    { $count ->
        [one] One page updated.
       *[other] { NUMBER($count) } pages updated.
    }
page-kind-story = the story
page-kind-front = front
page-kind-section = section
page-kind-tag = topic
page-kind-contributor = author
page-kind-archive = archive
page-kind-translation = translation
page-kind-card = shows its card
unpublish-means = Readers no longer find it: its address answers that it is gone, and it leaves every list. The text stays at the desk.
unpublished-done = The story is off the site.
kill-means = The story is withdrawn for good: its address answers 410, and it can never come back.
kill-sure = I understand that it cannot come back.
killed-done = The story is killed.
preview-width = Width
preview-phone = Telephone
preview-tablet = Tablet
preview-desk = Desk
preview-share = Link for somebody outside
preview-copied = The link is copied.
preview-until = Holds until { $at }.

## Notices

notices-none = No notices.
notice-new = New notice
notice-new-text = It is public at once, with today’s date, under the story.
notice-kind-label = Kind
notice-text = Text of the notice
notice-add = Add the notice
notice-added = The notice is public.
notice-kind-correction = Correction
notice-kind-clarification = Clarification
notice-kind-editors_note = Editor’s note
notice-kind-retraction = Retraction

## History

history-revisions = Saved states
history-timeline = What happened
history-none = Nothing yet.
history-compare = Compare
history-restore = Restore
history-restored = The words of state { $number } are back. The others are kept too.
compare-title = Compare two states
compare-from = From
compare-until = to
compare-do = Compare
compare-same = Both say the same.
event-story-created = Begun
event-story-revised = Written
event-story-published = Published
event-story-unpublished = Taken off the site
event-story-scheduled = Scheduled
event-story-unscheduled = Schedule taken back
event-story-corrected = Corrected
event-story-killed = Killed
event-story-submitted = Submitted
event-story-claimed = Taken for editing
event-story-returned = Returned to the writer
event-story-approved = Approved
event-story-spiked = Spiked
event-story-unspiked = Brought back
event-story-filed = Filed otherwise
event-story-assigned = Assigned
event-story-embargoed = Put under embargo
event-embargo-lifted = Embargo lifted
event-preview-shared = Link for somebody outside made
event-preview-revoked = Link for somebody outside taken back

## Staff

staff-title = Staff
staff-invite = Invite somebody
staff-invite-make = Make the invitation
staff-invitations = Open invitations
staff-revoke = Take back
staff-revoked = The link no longer holds.
staff-role = Role
staff-roles = Roles
staff-roles-of = Roles of { $name }
staff-role-add = One more role
staff-role-remove = Remove the role
staff-password-link = Link for a new password
staff-end-sessions = Sign out everywhere
staff-sessions-ended = Signed out everywhere.
staff-disable = Disable the account
staff-enable = Enable the account
staff-disabled = Disabled
staff-disabled-done = The account is disabled and signed out everywhere.
staff-you = You
staff-seen = Last here: { $at }
staff-never-seen = Never here yet
link-made = A link to hand over
link-made-text = Send it by a way you trust. It is shown only now, works once, and holds until { $at }.
invitation-kind-password = New password
invitation-kind-invitation = Invitation
role-reporter = Reporter
role-editor = Editor
role-publisher = Publisher
role-picture_editor = Picture editor
role-translator = Translator
role-live_reporter = Live reporter
role-moderator = Moderator
role-administrator = Administrator
role-may-reporter = Writes stories and hands them in.
role-may-editor = Edits stories of others and approves them.
role-may-publisher = Edits, publishes, corrects and withdraws.
role-may-picture_editor = Answers for pictures and their rights.
role-may-translator = Writes translations.
role-may-live_reporter = Posts to live coverage.
role-may-moderator = Moderates what readers write.
role-may-administrator = May do everything, and decides who may do what.

## The own account

account-title = Your account
account-current-password = Password until now
account-new-password = New password
account-change-password = Change the password
account-password-changed = The password is changed.
account-password-ends = Everywhere else you will be signed out.
account-second-factor = Second factor
account-totp-on = Signing in by password asks for a code of your telephone.
account-totp-off = A code from an app on your telephone keeps others out who know your password.
account-totp-add = Set up
account-totp-remove = Remove
account-totp-removed = The second factor is removed.
account-codes-left =
    { $count ->
        [one] One recovery code is left.
       *[other] { NUMBER($count) } recovery codes are left.
    }
account-codes-new = New recovery codes
account-codes-made = New recovery codes are made. The old ones no longer hold.
account-passkeys = Passkeys
account-passkeys-text = A passkey signs you in by fingerprint, face or the lock of this device. Nobody can steal it by a false page.
account-passkey-add = Add a passkey
account-passkey-name-hint = So that you know it again, for instance “Telephone”.
account-passkey-added = The passkey is added.
account-passkey-removed = The passkey is removed.
account-sessions = Where you are signed in
account-unknown-device = Unknown device
account-this-device = This device
account-seen = Last used { $at }
account-end-session = Sign out
account-session-ended = Signed out there.
account-proof = Confirm that it is you
account-proof-text = This changes how you sign in. Say your password once more.
account-proof-go = Go on
codes-title = Your recovery codes
codes-text = Each lets you in once if the telephone is lost. Keep them where nobody else looks. They are shown only now.
codes-kept = I have kept them
totp-scan = Scan this with an app for codes, then type what it shows.
totp-qr = QR code with the secret
totp-secret = Or type the secret:
totp-confirm = Confirm
