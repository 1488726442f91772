//! Words so frequent that they find nothing: left out of queries that have others.

use super::Language;

const ENGLISH: &str = "a an and are as at be but by did do does for from had has have he her his how i if in into is it its me my no not of on or our she so than that the their them then there these they this to was we were what when where which who whom why will with would you your s t";
const FRENCH: &str = "a ai au aux avec c ce ces cet cette d dans de des donc du elle elles en est et eu il ils j je l la le les leur leurs lui m ma mais me mes mon n ne nos notre nous on ont ou où par pas pour qu que qui quoi s sa sans se ses si son sont sur t ta te tes ton tu un une vos votre vous y été être";
const SPANISH: &str = "a al algo ante como con contra cual cuando de del desde donde dos e el ella ellas ellos en entre era es esa ese eso esta está estas este esto están fue ha había han hasta hay la las le les lo los mas más me mi mis muy ni no nos o os para pero por porque que qué quien se ser si sí sin sobre son su sus también te tu tus un una uno unos y ya yo";
const RUSSIAN: &str = "а без бы был была были было быть в вам вас весь во вот все всё всего всех вы где да для до его ее её если есть еще ещё же за и из или им их к как ко когда кто ли мне мы на над не него нее нет ни них но о об один он она они оно от по под при про с со так также там те тем то того тоже той только том тот ты у уже чем что чтобы эта эти это этого этой этот я";
const ARABIC: &str = "ا ان انه انها او اي اذا اليه الا التي الذي الذين الى الي ايضا بعد بعض بل بن به بها بين تلك ثم حتى حتي حيث حين خلال ذلك سوف على علي عليه عليها عن عند عندما غير في فيه فيها قبل قد كان كانت كل كما كيف لا لدى لدي لقد لكن لم لن له لها ليس ما ماذا مع من منذ منه منها نحو هذا هذه هل هم هنا هناك هو هي و وان وقد وكان ولا وفي وهو وهي يا";
const CHINESE: &str = "的 了 和 是 在 也 与 及 或 就 都 而 着 对 把 被 这 那 我 你 他 她 它 们 我们 你们 他们 吗 呢 吧 啊 之 其 等";

/// Whether a word, in small letters, finds nothing by itself.
pub(super) fn is_stop(language: Language, word: &str) -> bool {
    let list = match language {
        Language::English => ENGLISH,
        Language::French => FRENCH,
        Language::Spanish => SPANISH,
        Language::Russian => RUSSIAN,
        Language::Arabic => ARABIC,
        Language::Chinese => CHINESE,
        Language::Other => return false,
    };
    // Lists of a hundred words, asked a dozen times a query.
    word.len() <= 24 && list.split(' ').any(|stop| stop == word)
}
