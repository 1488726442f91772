## Traductions

original-correction = L’original a été corrigé après cette traduction
original-clarification = L’original a été précisé après cette traduction
original-editors_note = La rédaction a ajouté une note à l’original après cette traduction
original-retraction = L’original de cette traduction a été retiré
original-since = Ce texte ne tient pas encore compte de ce changement. La note se trouve ici :
