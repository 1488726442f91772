### Le site des lecteurs.

## Partout

skip-to-content = Aller au contenu
nav-sections = Rubriques
nav-editions = Langues
to-front-page = { $name }, page d’accueil
all-sections = Toutes les rubriques
archive = Archives
feeds = Flux
standing-pages = Le journal
copyright = © { $year } { $name }
date-and-time = { $date } à { $time }
quoted = « { $words } »

## L’heure, sur les pages qui ne sont pas conservées

time-just-now = à l’instant
time-minutes-ago = { $count ->
    [one] il y a { NUMBER($count) } minute
   *[other] il y a { NUMBER($count) } minutes
}
time-hours-ago = { $count ->
    [one] il y a { NUMBER($count) } heure
   *[other] il y a { NUMBER($count) } heures
}
time-days-ago = { $count ->
    [one] il y a { NUMBER($count) } jour
   *[other] il y a { NUMBER($count) } jours
}

## Unes et listes

top-stories = À la une
latest = Les plus récents
most-discussed = Les plus commentés
older-stories = Articles plus anciens
newest-stories = Retour aux plus récents
older-than = Avant le { $when }
list-before = { $name } : avant le { $when }
nothing-here = Rien n’a encore été publié ici.
comments-count = { $count ->
    [one] { NUMBER($count) } commentaire
   *[other] { NUMBER($count) } commentaires
}
stories-count = { $count ->
    [one] { NUMBER($count) } article
   *[other] { NUMBER($count) } articles
}
card-withdrawn = Article retiré
tag-kind-topic = Thème
tag-kind-person = Personne
tag-kind-place = Lieu
# Same as English.
tag-kind-organisation = Organisation
tag-kind-series = Série
stories-by = Articles de { $name }

## Genres

format-news = Actualité
format-analysis = Analyse
format-feature = Reportage
format-opinion = Tribune
format-explainer = Décryptage
format-interview = Entretien
format-offbeat = Insolite
format-gallery = En images
format-live_blog = En direct
format-press_review = Revue de presse
format-obituary = Disparition

## Un article

byline-by = Par
published = Publié le
updated = Mis à jour
reading-time = { $count ->
    [one] { NUMBER($count) } minute de lecture
   *[other] { NUMBER($count) } minutes de lecture
}
read-in = Lire cet article dans une autre langue
read-also = À lire aussi
filed-under = Thèmes
related-stories = Sur le même sujet
next-story = Article suivant
picture-credit = Crédit :
picture-pool = Photo de pool
picture-handout = Photo fournie
picture-screengrab = Capture d’écran
picture-social = Vue sur les réseaux sociaux
picture-reader = Envoyée par un lecteur
picture-generated = Créée par IA
picture-partly-generated = Créée en partie par IA
picture-rendered = Image de synthèse
picture-composite = Photomontage
picture-partly-synthetic = Photomontage, en partie de synthèse
picture-virtual = Prise dans un monde virtuel
gallery-open = { $place } : plein écran
gallery-position = { NUMBER($at) } sur { NUMBER($count) }
gallery-previous = Image précédente
gallery-next = Image suivante
gallery-close = Fermer
gallery-label = { $count ->
    [one] { NUMBER($count) } image
   *[other] { NUMBER($count) } images
}
embed-opens = Ouvrir sur { $name }
embed-play = Afficher ici
embed-warning = Rien n’a été chargé depuis { $name }. Si vous affichez ou ouvrez ce contenu, { $name } connaîtra votre adresse réseau et saura que vous venez de ce journal.
notices = Corrections et précisions
# Same as English.
notice-correction = Correction
notice-clarification = Précision
notice-editors_note = Note de la rédaction
notice-retraction = Rétractation
retracted-title = La rédaction a retiré cet article
attribution-label = Première publication ailleurs
attribution-original = Texte original
attribution-archived = Copie archivée
language-ar = en arabe
language-da = en danois
language-de = en allemand
language-el = en grec
language-en = en anglais
language-es = en espagnol
language-et = en estonien
language-fi = en finnois
language-fr = en français
language-it = en italien
language-lt = en lituanien
language-lv = en letton
language-nl = en néerlandais
language-no = en norvégien
language-pl = en polonais
language-pt = en portugais
language-ru = en russe
language-sv = en suédois
language-tr = en turc
language-uk = en ukrainien
language-zh = en chinois

## Discussion

comments = Commentaires
comments-read-only = La discussion est close. Ce qui a été dit reste ici.
comments-none = Personne n’a encore écrit.
comment-reply-to = en réponse à { $name }
comment-link = Lien vers ce commentaire

## Archives

archive-heading = Archives : { $when }
archive-calendar = Jours du mois
archive-earlier = Avant
archive-later = Après
archive-month = Tout le mois
archive-empty = Rien n’a été publié à cette date.

## Quand la page n’existe pas

not-found-title = Cette page n’existe pas
not-found-text = L’adresse contient peut-être une faute de frappe, ou l’article a changé de place. Vous trouverez ci-dessous les rubriques et les derniers articles.
gone-title = Cet article a été retiré
gone-text = Nous l’avons retiré volontairement. Il ne reviendra pas à cette adresse.
legal-title = Cet article ne peut pas être affiché
legal-text = Il a été supprimé pour des raisons juridiques.
failed-title = Une erreur s’est produite de notre côté
failed-text = Votre connexion n’est pas en cause. Veuillez réessayer dans une minute.
fault-number = Numéro de l’incident, si vous nous écrivez : { $id }
