### Confort : réglages de lecture, ce qui est gardé sur l’appareil, l’article suivant, erreurs signalées.

## Réglages de lecture

settings-title = Réglages de lecture
settings-size = Taille du texte
settings-size-small = Petite
settings-size-normal = Normale
settings-size-large = Grande
settings-size-largest = Très grande
settings-colours = Couleurs
settings-colours-system = Comme l’appareil
settings-colours-light = Claires
settings-colours-dark = Sombres
settings-saver = Économiser les données
settings-saver-note = Petites images, et rien n’est chargé d’avance.
settings-continue = Afficher l’article suivant à la suite
settings-note = Gardé dans ce navigateur seulement.
settings-close = Terminé

## Sous un article

story-tools = Cet article
save = Garder pour plus tard
save-undo = Gardé : retirer
follow = Suivre
follow-undo = Ne plus suivre
share = Partager
copy-link = Copier le lien
link-copied = Le lien est copié.
copy-failed = Le lien n’a pas pu être copié. Vous le trouvez dans la barre d’adresse.
continue-stop = S’arrêter ici
continue-stopped = Plus rien ne se charge tout seul. L’article suivant est à un lien d’ici.

## Articles gardés

saved-title = Gardés
saved-about = Ce que vous gardez et suivez reste dans ce navigateur seulement. Le journal n’en sait rien.
saved-no-script = Un petit script de votre navigateur tient ces listes, et les scripts sont désactivés ici. Tout le reste du site fonctionne sans eux.
saved-stories = Articles gardés
saved-none = Rien n’est gardé pour l’instant. Choisissez « Garder pour plus tard » sous un article pour le retrouver ici.
saved-following = Ce que vous suivez
following-none = Vous ne suivez rien pour l’instant. Choisissez « Suivre » sur la page d’une rubrique, d’un thème ou d’un auteur pour trouver ici ses derniers articles.
saved-remove = Retirer
saved-withdrawn = Des articles qui ne sont plus publics ont été retirés de votre liste.
saved-failed = Les articles n’ont pas pu être chargés. Votre liste est toujours gardée.
saved-forget = Oublier tout ce qui est gardé dans ce navigateur
saved-forgotten = Tout est oublié.

## Hors connexion

kept-copy = Vous êtes hors connexion. Vous lisez la copie gardée par votre navigateur :
offline-title = Hors connexion
offline-text = Votre navigateur n’a pas gardé cette page. Elle reviendra dès que vous serez connecté.
offline-again = Réessayer
offline-kept = Gardé dans ce navigateur

## Signaler une erreur

report-title = Signaler une erreur
report-about = Vous écrivez à la rédaction ; rien n’en est publié.
report-story = Article
report-passage = Les mots inexacts, copiés de l’article (facultatif)
report-text = Qu’est-ce qui est inexact ?
report-text-hint = Dites si possible ce qui serait exact, et d’où vous le savez.
report-email = Votre adresse électronique, si vous souhaitez une réponse (facultatif)
report-email-hint = Elle ne sert qu’à vous répondre et est oubliée quand le signalement est clos.
report-trap = Laissez ce champ vide
report-send = Envoyer
report-back = Revenir à l’article
report-sent = Merci. La rédaction a reçu votre signalement. Si nous corrigeons l’article, cela sera indiqué à la fin.
report-faults = Rien n’a encore été envoyé. Vérifiez les champs signalés, s’il vous plaît.
report-fault-missing = Dites ce qui est inexact, s’il vous plaît.
report-fault-long = { $count ->
    [one] Écrivez au plus { NUMBER($count) } caractère, s’il vous plaît.
    [many] Écrivez au plus { NUMBER($count) } de caractères, s’il vous plaît.
   *[other] Écrivez au plus { NUMBER($count) } caractères, s’il vous plaît.
}
report-fault-email = Ce n’est pas une adresse électronique. Corrigez-la ou laissez le champ vide.
report-busy = Plusieurs signalements viennent d’arriver de votre connexion. Renvoyez celui-ci dans dix minutes ; ce que vous avez écrit est toujours là.
report-foreign = Le formulaire venait d’une page d’un autre site ; nous ne l’avons pas accepté. Relisez-le et envoyez-le d’ici.
report-failed = Le signalement n’a pas pu être enregistré. Renvoyez-le dans une minute ; ce que vous avez écrit est toujours là.

## Cartes sur d’autres sites

embed-gone = Cet article ne peut plus être lu
