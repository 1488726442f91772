## Content credentials of pictures

credentials = Content credentials
credentials-trusted = The original of this picture is sealed, the seal holds, and we know who made it.
credentials-valid = The original of this picture is sealed and the seal holds. Who made it names itself; we have not checked that name.
credentials-invalid = The original of this picture was sealed, and the seal does not hold: the file or what was said of it was changed afterwards.
credentials-signed-by = Signed by
credentials-signed-at = Signed on
credentials-tool = Made with
credentials-edits = What was done
credentials-ai = Artificial intelligence
credentials-ai-whole = The picture was made by an AI model.
credentials-ai-part = Parts of the picture were made by an AI model.
credentials-edit-created = made
credentials-edit-opened = opened
credentials-edit-placed = other pictures put in
credentials-edit-cropped = cropped
credentials-edit-resized = resized
credentials-edit-orientation = turned
credentials-edit-color-adjustments = colours adjusted
credentials-edit-filtered = filtered
credentials-edit-edited = edited
credentials-edit-drawing = drawn on
credentials-edit-removed = something removed
credentials-edit-redacted = something left out of the credentials
credentials-edit-converted = file format changed
credentials-edit-transcoded = saved anew
credentials-edit-repackaged = packed anew
credentials-edit-published = published
credentials-edit-others = { $count ->
    [one] { NUMBER($count) } other step
   *[other] { NUMBER($count) } other steps
}
