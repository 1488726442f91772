## Traducciones

original-correction = El original se corrigió después de esta traducción
original-clarification = El original se aclaró después de esta traducción
original-editors_note = La redacción añadió una nota al original después de esta traducción
original-retraction = El original de esta traducción fue retirado
original-since = Este texto aún no recoge el cambio. La nota está aquí:
