## Translations

original-correction = The original was corrected after this translation
original-clarification = The original was clarified after this translation
original-editors_note = The editor added a note to the original after this translation
original-retraction = The original of this translation was retracted
original-since = This text does not have the change yet. The note stands here:
