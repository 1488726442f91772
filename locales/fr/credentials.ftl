## Authentification des images

credentials = Authentification de l’image
credentials-trusted = L’original de cette image est scellé, le sceau est intact et nous savons qui l’a apposé.
credentials-valid = L’original de cette image est scellé et le sceau est intact. Le signataire s’est nommé lui-même ; nous n’avons pas vérifié ce nom.
credentials-invalid = L’original de cette image était scellé, mais le sceau est rompu : le fichier, ou ce qui en était dit, a été modifié par la suite.
credentials-signed-by = Signé par
credentials-signed-at = Signé le
credentials-tool = Réalisé avec
credentials-edits = Ce qui a été fait
credentials-ai = Intelligence artificielle
credentials-ai-whole = L’image a été créée par un modèle d’IA.
credentials-ai-part = Des parties de l’image ont été créées par un modèle d’IA.
credentials-edit-created = créée
credentials-edit-opened = ouverte
credentials-edit-placed = d’autres images insérées
credentials-edit-cropped = recadrée
credentials-edit-resized = redimensionnée
credentials-edit-orientation = pivotée
credentials-edit-color-adjustments = couleurs corrigées
credentials-edit-filtered = filtrée
credentials-edit-edited = retouchée
credentials-edit-drawing = dessin ajouté
credentials-edit-removed = un élément effacé
credentials-edit-redacted = une partie des données omise
credentials-edit-converted = format du fichier changé
credentials-edit-transcoded = réenregistrée
credentials-edit-repackaged = reconditionnée
credentials-edit-published = publiée
credentials-edit-others = { $count ->
    [one] { NUMBER($count) } autre étape
   *[other] { NUMBER($count) } autres étapes
}
