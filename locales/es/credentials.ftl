## Credenciales de contenido de las imágenes

credentials = Credenciales de contenido
credentials-trusted = El original de esta imagen está sellado, el sello está intacto y sabemos quién lo puso.
credentials-valid = El original de esta imagen está sellado y el sello está intacto. Quien firmó se nombra a sí mismo; no hemos comprobado ese nombre.
credentials-invalid = El original de esta imagen estaba sellado, pero el sello se ha roto: el archivo, o lo que se decía de él, se modificó después.
credentials-signed-by = Firmado por
credentials-signed-at = Fecha de la firma
credentials-tool = Hecho con
credentials-edits = Qué se hizo
credentials-ai = Inteligencia artificial
credentials-ai-whole = La imagen la creó un modelo de IA.
credentials-ai-part = Un modelo de IA creó partes de la imagen.
credentials-edit-created = creada
credentials-edit-opened = abierta
credentials-edit-placed = otras imágenes insertadas
credentials-edit-cropped = recortada
credentials-edit-resized = cambiada de tamaño
credentials-edit-orientation = girada
credentials-edit-color-adjustments = colores ajustados
credentials-edit-filtered = filtrada
credentials-edit-edited = retocada
credentials-edit-drawing = con dibujos añadidos
credentials-edit-removed = algo eliminado
credentials-edit-redacted = parte de los datos omitida
credentials-edit-converted = cambiado el formato del archivo
credentials-edit-transcoded = guardada de nuevo
credentials-edit-repackaged = empaquetada de nuevo
credentials-edit-published = publicada
credentials-edit-others = { $count ->
    [one] { NUMBER($count) } paso más
   *[other] { NUMBER($count) } pasos más
}
