### Comfort: reading settings, what is kept on the device, the next story below, reports of errors.

## Reading settings

settings-title = Reading settings
settings-size = Size of type
settings-size-small = Small
settings-size-normal = Normal
settings-size-large = Large
settings-size-largest = Largest
settings-colours = Colours
settings-colours-system = As the device
settings-colours-light = Light
settings-colours-dark = Dark
settings-saver = Save data
settings-saver-note = Small pictures, and nothing is loaded ahead.
settings-continue = Let the next story follow below
settings-note = Kept in this browser only.
settings-close = Done

## Under a story

story-tools = This story
save = Save for later
save-undo = Saved: remove
follow = Follow
follow-undo = Stop following
share = Share
copy-link = Copy the link
link-copied = The link is copied.
copy-failed = The link could not be copied. You find it in the address bar.
continue-stop = Stop here
continue-stopped = Nothing more is loaded by itself. The next story is one link away.

## Saved stories

saved-title = Saved
saved-about = What you save and follow is kept in this browser only. The paper learns nothing of it.
saved-no-script = A small script in your browser keeps these lists, and scripts are switched off here. Everything else on this site works without them.
saved-stories = Saved stories
saved-none = Nothing is saved yet. Choose “Save for later” under a story to find it here.
saved-following = What you follow
following-none = You follow nothing yet. Choose “Follow” on the page of a section, a topic or a writer to find its newest stories here.
saved-remove = Remove
saved-withdrawn = Stories that are no longer public were taken off your list.
saved-failed = The stories could not be loaded. Your list is still kept.
saved-forget = Forget everything kept in this browser
saved-forgotten = Everything is forgotten.

## No connection

kept-copy = You have no connection. You are reading the copy your browser kept:
offline-title = No connection
offline-text = Your browser has not kept this page. It will be here again once you are connected.
offline-again = Try again
offline-kept = Kept in this browser

## Reporting an error

report-title = Report an error
report-about = You are writing to the newsroom; nothing of it is published.
report-story = Story
report-passage = The words that are wrong, copied from the story (optional)
report-text = What is wrong with them?
report-text-hint = Say what would be right, and how you know, if you can.
report-email = Your mail address, if you want an answer (optional)
report-email-hint = It is used for the answer only and forgotten when the report is closed.
report-trap = Leave this field empty
report-send = Send
report-back = Back to the story
report-sent = Thank you. The newsroom has your report. If we correct the story, it says so at its foot.
report-faults = Nothing has been sent yet. Please look at the fields that are marked.
report-fault-missing = Please write what is wrong.
report-fault-long = { $count ->
    [one] Please write no more than { NUMBER($count) } character.
   *[other] Please write no more than { NUMBER($count) } characters.
}
report-fault-email = This is no mail address. Please correct it, or leave the field empty.
report-busy = Several reports came from your connection just now. Please send this one again in ten minutes; what you wrote is still here.
report-foreign = The form came from a page of another site, so we did not take it. Please look at it and send it from here.
report-failed = The report could not be stored. Please send it again in a minute; what you wrote is still here.

## Cards on other sites

embed-gone = This story can no longer be read
