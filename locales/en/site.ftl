### The reader site.

## Everywhere

skip-to-content = Skip to the content
nav-sections = Sections
nav-editions = Languages
to-front-page = { $name }, front page
all-sections = All sections
archive = Archive
feeds = Feeds
standing-pages = The paper
copyright = © { $year } { $name }
date-and-time = { $date }, { $time }
quoted = “{ $words }”

## Time on pages that are not kept

time-just-now = just now
time-minutes-ago = { $count ->
    [one] { NUMBER($count) } minute ago
   *[other] { NUMBER($count) } minutes ago
}
time-hours-ago = { $count ->
    [one] { NUMBER($count) } hour ago
   *[other] { NUMBER($count) } hours ago
}
time-days-ago = { $count ->
    [one] { NUMBER($count) } day ago
   *[other] { NUMBER($count) } days ago
}

## Fronts and lists

top-stories = Top stories
latest = Most recent
most-discussed = Most discussed
older-stories = Older stories
newest-stories = Back to the newest
older-than = Older than { $when }
list-before = { $name }: older than { $when }
nothing-here = Nothing has been published here yet.
comments-count = { $count ->
    [one] { NUMBER($count) } comment
   *[other] { NUMBER($count) } comments
}
stories-count = { $count ->
    [one] { NUMBER($count) } story
   *[other] { NUMBER($count) } stories
}
card-withdrawn = Retracted
tag-kind-topic = Topic
tag-kind-person = Person
tag-kind-place = Place
tag-kind-organisation = Organisation
tag-kind-series = Series
stories-by = Stories by { $name }

## Formats

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

## A story

byline-by = By
published = Published
updated = Updated
reading-time = { $count ->
    [one] { NUMBER($count) } minute to read
   *[other] { NUMBER($count) } minutes to read
}
read-in = Read this story in
read-also = Read also
filed-under = Filed under
related-stories = More on this
next-story = Next
picture-credit = Credit:
picture-pool = Pool picture
picture-handout = Handout
picture-screengrab = Screenshot
picture-social = From social media
picture-reader = Sent in by a reader
picture-generated = Made with AI
picture-partly-generated = Partly made with AI
picture-rendered = Computer-generated
picture-composite = Composite picture
picture-partly-synthetic = Composite, partly computer-generated
picture-virtual = Taken in a virtual world
gallery-open = { $place }: full screen
gallery-position = { NUMBER($at) } of { NUMBER($count) }
gallery-previous = Previous picture
gallery-next = Next picture
gallery-close = Close
gallery-label = { $count ->
    [one] { NUMBER($count) } picture
   *[other] { NUMBER($count) } pictures
}
embed-opens = Open at { $name }
embed-play = Show it here
embed-warning = Nothing has been loaded from { $name }. If you show or open this, { $name } learns your network address and that you came from this paper.
notices = Corrections and notes
notice-correction = Correction
notice-clarification = Clarification
notice-editors_note = Editor’s note
notice-retraction = Retraction
retracted-title = This story has been retracted
attribution-label = First published elsewhere
attribution-original = Original
attribution-archived = Archived copy
language-ar = in Arabic
language-da = in Danish
language-de = in German
language-el = in Greek
language-en = in English
language-es = in Spanish
language-et = in Estonian
language-fi = in Finnish
language-fr = in French
language-it = in Italian
language-lt = in Lithuanian
language-lv = in Latvian
language-nl = in Dutch
language-no = in Norwegian
language-pl = in Polish
language-pt = in Portuguese
language-ru = in Russian
language-sv = in Swedish
language-tr = in Turkish
language-uk = in Ukrainian
language-zh = in Chinese

## Discussion

comments = Comments
comments-read-only = The discussion is over. What was said stays here.
comments-none = Nobody has written yet.
comment-reply-to = in reply to { $name }
comment-link = Link to this comment

## Archive

archive-heading = Archive: { $when }
archive-calendar = Days of the month
archive-earlier = Earlier
archive-later = Later
archive-month = The whole month
archive-empty = Nothing was published then.

## When there is no page

not-found-title = This page does not exist
not-found-text = The address may be mistyped, or the story may have moved. The sections and the newest stories are below.
gone-title = This story has been withdrawn
gone-text = We took it down on purpose. It will not come back at this address.
legal-title = This story cannot be shown
legal-text = It was removed for legal reasons.
failed-title = Something has gone wrong on our side
failed-text = Your connection is fine. Please try again in a minute.
fault-number = Number of the fault, if you write to us: { $id }
