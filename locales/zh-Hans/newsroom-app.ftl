### 浏览器中的编辑部。

# Same as English.
# foreign: Dateline
brand = Dateline
navigation = 编辑部
skip = 跳到正文
language = 语言
close = 关闭
cancel = 取消
save = 保存
saved = 已保存。
copy = 复制
copied = 已复制。
undo = 撤销
redo = 重做
more = 更多
open = 打开
name = 姓名
email = 电子邮箱
password = 密码
password-hint = 至少十二个字符。最好用几个只有您才知道有何关联的词。
nobody = 无人
reason = 原因
reason-hint = 仅供编辑部内部，会留在历史记录中。

## 没有内容可显示时

face-loading = 正在加载……
face-again = 再试一次
face-failed = 没有成功
face-failed-text = 我们这边出了问题，请稍后再试。
face-offline = 没有网络
face-offline-text = 无法连接编辑部。请检查本设备的网络。您输入的内容仍在这里，一有网络就会发送。
face-forbidden = 您没有权限
face-missing-right = 您还需要：{ $rights }。
face-nowhere = 此地址没有内容
face-nowhere-text = 链接可能已过时，或少了一个字母。
face-chunk-text = 编辑部的一部分无法加载。可能已有新版本，请重新加载页面。

## 初始设置、登录

setup-title = 这家报社还没有主人
setup-text = 请创建第一个账户。它可以做一切事情，并邀请其他人。
setup-token = 设置密钥
setup-token-hint = 在程序首次启动时显示的链接里。
setup-done = 创建账户
setup-over-title = 这家报社已有主人
setup-over-text = 该链接只能使用一次，现已失效。请向管理员索取邀请。
sign-in = 登录
sign-in-title = 登录编辑部
sign-in-wrong = 邮箱与密码不匹配。
sign-in-code = 验证码
sign-in-code-hint = 手机应用中的六位数字。
sign-in-code-wrong = 验证码不正确。请等下一个再试。
sign-in-recovery-code = 恢复码
sign-in-recovery-hint = 每个只能用一次。
sign-in-use-recovery = 改用恢复码
sign-in-use-code = 改用手机应用
sign-in-passkey = 用通行密钥登录
sign-out = 退出
passkey-not-used = 未使用通行密钥。请选择一个，或用密码登录。
passkey-not-made = 未创建通行密钥。
session-ended = 请重新登录
session-ended-text = 您的会话已结束。您输入的内容仍在这里，登录后即会发送。
invitation-title = 欢迎，{ $name }
invitation-text = 您将以 { $email } 登录。请设置密码。
invitation-accept = 加入编辑部
invitation-gone = 邀请已失效
invitation-gone-text = 它已被使用、收回或过期。请再要一个。

## 通用

own-menu = 您的账户：{ $name }
site-open = 打开网站
palette-title = 前往任何地方
palette-open = 查找
palette-hint = 稿件、页面、操作……
palette-results = 查找结果
palette-nothing = 没有包含这些字的内容。
shortcuts-title = 键盘快捷键
shortcuts-everywhere = 各处
shortcuts-story = 稿件中
shortcuts-text = 正文中

## 稿件板

board-title = 稿件
board-live = 实时
board-not-live = 非实时
board-filters = 筛选稿件
board-search = 搜索标题
board-all = 全部
board-anyone = 任何人
board-mine = 我的
board-with-spiked = 包括弃用的
board-states = 阶段
board-choose = 选择“{ $headline }”
board-chosen-label = 已选稿件
board-chosen =
    { $count ->
       *[other] 已选 { NUMBER($count) } 篇稿件，移至：
    }
board-empty = 还没有稿件
board-empty-text = 请开始写第一篇。只要有了标题，大家都能在这里看到。
board-nothing = 没有这样的稿件
board-nothing-text = 没有符合条件的内容。
board-clear = 显示全部
board-moved = “{ $headline }”现为：{ $state }。
board-no-way = 没有操作可以从那里移至“{ $state }”。
column-empty = 这里没有稿件。
card-menu = “{ $headline }”的操作
card-due = 截止 { $at }
card-late = 已逾期：{ $at }
card-behind = 发布后有改动
card-people = 正在编辑：{ $names }
filters-title = 已存筛选
filters-keep = 保存此筛选
filters-forget = 删除“{ $name }”
state-draft = 草稿
state-submitted = 已交稿
state-in_edit = 编辑中
state-ready = 待发
state-scheduled = 已定时
state-published = 已发布
state-spiked = 已弃用
state-killed = 已撤销
act-submit = 交稿
act-claim = 接手编辑
act-return = 退回作者
act-approve = 通过
act-spike = 弃用
act-unspike = 恢复
act-publish = 发布……
act-unpublish = 从网站撤下……
act-kill = 永久撤销……
format-news = 新闻
format-analysis = 分析
format-feature = 特写
format-opinion = 评论
format-explainer = 解读
format-interview = 专访
format-offbeat = 趣闻
format-gallery = 图集
format-live_blog = 直播
format-press_review = 媒体综述
format-obituary = 讣闻
words =
    { $count ->
       *[other] { NUMBER($count) } 词
    }
reading-time =
    { $minutes ->
       *[other] 阅读约 { NUMBER($minutes) } 分钟
    }

## 稿件

story-new = 新稿件
story-make = 开始写
# foreign: dateline, import
story-no-edition = 这家报社还没有版本。请先用命令行导入存档：dateline import。
story-untitled = 尚无标题
story-headline = 标题
story-headline-hint = 以后可以修改。
story-kicker = 引题
story-standfirst = 导语
story-body = 正文
story-body-empty = 在这里写。输入“/”可插入图片、引语、表格……
story-edition = 版本
story-section = 栏目
story-format = 体裁
story-desk = 部门
story-assignee = 负责人
story-due = 截稿时间
story-byline = 署名
story-tags = 话题
story-slug = 网址
story-slug-public = 稿件已发布：旧网址会转到新网址。
story-comments = 评论
story-note = 给下一位接手者的留言
story-note-hint = 读者永远看不到。
story-legal-hold = 律师审阅前暂缓发布
story-legal-hold-short = 待律师审阅
story-place = 地点
story-place-hint = 用于报道开头，如“林德马尔电”。
story-trail = 卡片文字
story-trail-hint = 留空则卡片显示导语。
story-description = 供搜索引擎
story-description-hint = 留空则使用导语。
story-canonical = 首发地址
story-canonical-hint = 仅当稿件首发于别处时填写。
story-writers = 正在这篇稿件中
story-acts = 操作
story-panel = 详情
story-preview = 预览
story-publish = 发布
story-publish-open = 发布
story-update = 发布改动
story-on-site = 在网站上查看
story-readonly = 您可以阅读这篇稿件，但不能编辑。
story-embargoed = 禁发期内
story-gone = 没有这篇稿件
story-gone-text = 链接可能已过时，或您无权查看。
story-safe-ask = 保存了吗？
story-safe-told = 您输入的一切都已安全保存，无需任何操作，始终如此。
story-not-safe-told = 尚未全部安全保存。一有网络就会发送。
story-unsafe-leave = 您的部分文字尚未安全保存。再点一次即可离开。
headline-long =
    { $count ->
       *[other] { NUMBER($count) } 个字符：作为标题偏长。
    }
kept-safe = 已保存
kept-saving = 正在保存……
kept-connecting = 正在连接……
kept-away = 没有网络，可以继续写。
kept-waiting = 没有网络，您的文字暂存于此。
kept-ended = 请登录以继续
kept-refused = 未连接
lost-title = 编辑部没有接受这份副本
lost-text = 您的文字在下面。请复制需要的部分，然后以编辑部现有内容重新开始。
lost-words = 您的文字
lost-copied = 您的文字已复制。
lost-anew = 重新开始
comments-open = 开放
comments-read_only = 只读
comments-closed = 关闭
several-hint = 输入名称……
several-sooner = 将{ $name }前移
several-remove = 移除{ $name }
panel-details = 详情
panel-timing = 时间
panel-checks = 检查
panel-notices = 声明
panel-history = 历史
panel-desk = 部门事务
panel-words = 其他文字

## 写作

toolbar = 文字工具
toolbar-put = 插入
toolbar-more = 更多格式
slash-title = 插入元素
suggest-mode = 建议模式，不直接修改
suggest-accept = 接受
suggest-reject = 拒绝
suggest-accept-all = 全部接受
suggest-reject-all = 全部拒绝
suggest-count =
    { $count ->
       *[other] { NUMBER($count) } 条建议
    }
mark-strong = 加粗
mark-em = 强调
mark-strike = 删除线
mark-link = 链接
mark-sup = 上标
mark-sub = 下标
mark-code_mark = 代码
link-address = 地址
link-story = 链接到本报稿件
link-remove = 移除链接
# foreign: https, mailto
link-wrong = 读者无法打开这个地址。它应以 https://、mailto: 或 / 开头。
element-paragraph = 文字
element-heading = 小标题
element-heading_3 = 次级小标题
element-picture = 图片
element-gallery = 图集
element-quote = 引语
element-pull_quote = 醒目引语
element-bullet_list = 列表
element-ordered_list = 编号列表
element-rich_link = 稿件卡片
element-attribution = 首发出处
element-factbox = 资料框
element-table = 表格
element-embed = 外部内容
element-audio = 音频
element-video = 视频
element-footnote = 脚注
element-code = 代码
element-rule = 分隔线
element-correction = 更正
element-up = 上移
element-down = 下移
element-remove = 移除
element-incomplete = 读者还看不到：缺少内容。
element-correction-note = 此处有一则更正，在“声明”中修改。
field-speaker = 说话人
field-role = 身份
field-source = 来源
field-source_url = 来源链接
field-outlet = 媒体
field-author = 作者
field-title = 标题
field-box_title = 标题
field-url = 地址
field-date = 日期
field-language = 语言
field-archived_url = 存档副本
field-provider = 服务
field-key = 标记
quote-lacks-source = 谁说的？在哪里说的？
card-choose = 选择稿件
card-change = 选择另一篇稿件
card-missing = 该稿件已不存在，或您无权查看。
table-caption = 说明
table-header = 首行为表头
table-add-row = 行
table-add-column = 列
table-remove-row = 行
table-remove-column = 列
gallery-title = 图集标题
gallery-add = 添加图片
paste-too-long = 超出一篇稿件的容量：最多 400,000 个字符。
find-title = 查找和替换
find-words = 查找
find-by = 替换为
find-exact = 区分大小写
find-count = 第 { NUMBER($at) } 处，共 { NUMBER($count) } 处
find-previous = 上一个
find-next = 下一个
find-replace = 替换
find-replace-all = 全部替换
find-replaced =
    { $count ->
       *[other] 已替换 { NUMBER($count) } 处。
    }

## 图片

pictures-title = 图片
pictures-search = 搜索图片
pictures-lacking = 仅显示信息不全的
pictures-nothing = 没有这样的图片
pictures-nothing-text = 请换个词，或从本设备上传。
pictures-empty = 还没有图片
pictures-empty-text = 把图片拖到这里。图片自带的信息会自动读取。
pictures-coming =
    { $count ->
       *[other] 正在上传 { NUMBER($count) } 张图片……
    }
picture-coming = 正在上传图片……
picture-choose = 选择图片
picture-change = 选择另一张图片
picture-remove = 移除图片
picture-from-device = 从本设备
picture-untitled = 无说明
picture-no-picture = 只能插入图片。
picture-not-there = 该图片已不存在。
picture-caption-here = 此处的说明
picture-alt-here = 此处的替代文字
picture-credit = 署名
picture-alt = 替代文字：图中是什么
picture-lacks-credit = 缺少署名
picture-lacks-alt = 缺少替代文字
picture-lacks-rights = 版权不明
picture-sheet = 图片
picture-uses = 用于
picture-rights = 版权
picture-field-caption = 说明
picture-field-alt = 替代文字
picture-field-credit_line = 署名行
picture-field-photographer = 摄影者
picture-field-source = 来源
picture-field-copyright = 版权声明
picture-field-headline = 标题
picture-lease-until = 可使用至{ $at }。
picture-lease-ends = 可使用至
picture-lease-add = 设定
rights-staff = 本报摄影
rights-commissioned = 约稿
rights-agency = 通讯社
rights-stock = 图库
rights-pool = 媒体共享
rights-handout = 有关方面供图
rights-screengrab = 屏幕截图
rights-social = 社交媒体
rights-reader = 读者供图
rights-creative_commons = 知识共享
rights-public_domain = 公有领域
rights-unknown = 不明
lead-empty = 将主图拖到这里，或选择一张

## 时间

timing-zone = 所有时间均为您所在的时区：{ $zone }。
timing-publish-at = 发布时间
timing-schedule = 定时发布
timing-unschedule = 取消定时
timing-scheduled = 将于{ $at }发布。
timing-unscheduled = 已取消定时。
timing-will = 将于{ $at }发布，即使无人在场。
timing-public-since = { $at }起公开。
timing-embargo = 禁发至
timing-embargo-hint = 在此之前任何人都不能发布，编辑部以外的人也看不到。
timing-hold = 设为禁发
timing-release = 解除
timing-embargoed = 禁发至{ $at }。
timing-released = 禁发已解除。
timing-unpublish-at = 撤下时间
timing-unpublish-hint = 留空则一直公开。

## 检查与发布

check-block = 不能发布：
check-warn = 请留意：
check-show = 查看
checks-good = 没有什么妨碍这篇稿件发布。
checks-again = 重新检查
check-headline-missing = 没有标题。
check-text-missing = 既无文字也无图片。
check-picture-absent = 其中一张图片已不存在。
check-picture-credit = 有图片缺少署名。
check-picture-alt = 有图片缺少替代文字。
check-picture-rights = 有图片版权不明。
check-picture-withheld = 有图片不得展示。
check-embargo = 处于禁发期。
check-legal-hold = 待律师审阅。
check-quote-source = 有引语未注明说话人或来源：“{ $quote }”
check-headline-quotation = 标题引用了正文中没有的话：“{ $quotation }”
check-link-withdrawn = 有链接指向已撤下的稿件。
check-link-not-public = 有链接指向未公开的稿件。
check-translation-missing = 在版本 { $edition } 中没有译文。
check-translation-behind = 译文落后于原文。
publish-now = 立即发布
publish-update-now = 立即发布改动
publish-later = 稍后……
publish-not-safe = 您最后的文字正在发送，请稍候。
publish-embargo = 禁发至{ $at }。
publish-appears =
    { $count ->
       *[other] 读者立即可见，{ NUMBER($count) } 个页面会改变。
    }
publish-changes =
    { $count ->
       *[other] 读者立即看到新文字，{ NUMBER($count) } 个页面会改变。
    }
publish-notice = 给读者的声明
publish-notice-hint = 更正事实需要声明，改个逗号则不必。
publish-without-notice = 无
published-title = 已发布
published-pages =
    { $count ->
       *[other] 已更新 { NUMBER($count) } 个页面。
    }
page-kind-story = 稿件
page-kind-front = 首页
page-kind-section = 栏目
page-kind-tag = 话题
page-kind-contributor = 作者
page-kind-archive = 存档
page-kind-translation = 译文
page-kind-card = 显示其卡片
unpublish-means = 读者将不再能找到它：其网址会说明已撤下，并从所有列表消失。文字仍留在编辑部。
unpublished-done = 稿件已从网站撤下。
kill-means = 稿件将永久撤销：其网址返回 410，再也无法恢复。
kill-sure = 我明白它无法恢复。
killed-done = 稿件已撤销。
preview-width = 宽度
preview-phone = 手机
preview-tablet = 平板
preview-desk = 桌面
preview-share = 供外部人员的链接
preview-copied = 链接已复制。
preview-until = 有效期至{ $at }。

## 声明

notices-none = 没有声明。
notice-new = 新声明
notice-new-text = 立即公开，注明今天的日期，显示在稿件下方。
notice-kind-label = 类型
notice-text = 声明内容
notice-add = 添加声明
notice-added = 声明已公开。
notice-kind-correction = 更正
notice-kind-clarification = 说明
notice-kind-editors_note = 编者按
notice-kind-retraction = 撤稿声明

## 历史

history-revisions = 已存状态
history-timeline = 经过
history-none = 还没有。
history-compare = 比较
history-restore = 恢复
history-restored = 状态 { $number } 的文字已恢复，其他状态也都保留。
compare-title = 比较两个状态
compare-from = 从
compare-until = 到
compare-do = 比较
compare-same = 两者相同。
event-story-created = 开始写作
event-story-revised = 修改
event-story-published = 发布
event-story-unpublished = 从网站撤下
event-story-scheduled = 定时
event-story-unscheduled = 取消定时
event-story-corrected = 更正
event-story-killed = 撤销
event-story-submitted = 交稿
event-story-claimed = 接手编辑
event-story-returned = 退回作者
event-story-approved = 通过
event-story-spiked = 弃用
event-story-unspiked = 恢复
event-story-filed = 重新归类
event-story-assigned = 指派
event-story-embargoed = 设为禁发
event-embargo-lifted = 解除禁发
event-preview-shared = 创建了外部链接
event-preview-revoked = 收回了外部链接

## 人员

staff-title = 人员
staff-invite = 邀请
staff-invite-make = 创建邀请
staff-invitations = 未用的邀请
staff-revoke = 收回
staff-revoked = 链接已失效。
staff-role = 角色
staff-roles = 角色
staff-roles-of = { $name }的角色
staff-role-add = 再加一个角色
staff-role-remove = 移除角色
staff-password-link = 新密码链接
staff-end-sessions = 在各处退出
staff-sessions-ended = 已在各处退出。
staff-disable = 停用账户
staff-enable = 启用账户
staff-disabled = 已停用
staff-disabled-done = 账户已停用，并在各处退出。
staff-you = 您
staff-seen = 最近来过：{ $at }
staff-never-seen = 还没来过
link-made = 需转交的链接
link-made-text = 请通过可信的途径发送。它只显示这一次，只能用一次，有效期至{ $at }。
invitation-kind-password = 新密码
invitation-kind-invitation = 邀请
role-reporter = 记者
role-editor = 编辑
role-publisher = 发稿人
role-picture_editor = 图片编辑
role-translator = 译者
role-live_reporter = 直播记者
role-moderator = 版主
role-administrator = 管理员
role-may-reporter = 写稿、交稿。
role-may-editor = 编辑他人稿件并予以通过。
role-may-publisher = 编辑、发布、更正和撤稿。
role-may-picture_editor = 负责图片及其版权。
role-may-translator = 撰写译文。
role-may-live_reporter = 发布直播内容。
role-may-moderator = 管理读者的发言。
role-may-administrator = 可以做一切，并决定谁能做什么。

## 自己的账户

account-title = 您的账户
account-current-password = 当前密码
account-new-password = 新密码
account-change-password = 更改密码
account-password-changed = 密码已更改。
account-password-ends = 您将在其他各处退出。
account-second-factor = 第二重验证
account-totp-on = 用密码登录时会要求手机上的验证码。
account-totp-off = 手机应用的验证码能挡住知道您密码的人。
account-totp-add = 设置
account-totp-remove = 移除
account-totp-removed = 第二重验证已移除。
account-codes-left =
    { $count ->
       *[other] 还剩 { NUMBER($count) } 个恢复码。
    }
account-codes-new = 新的恢复码
account-codes-made = 已生成新的恢复码，旧的不再有效。
account-passkeys = 通行密钥
account-passkeys-text = 通行密钥让您用指纹、面容或本设备的锁登录，假网页偷不走它。
account-passkey-add = 添加通行密钥
account-passkey-name-hint = 便于以后辨认，例如“手机”。
account-passkey-added = 通行密钥已添加。
account-passkey-removed = 通行密钥已移除。
account-sessions = 您的登录位置
account-unknown-device = 未知设备
account-this-device = 本设备
account-seen = 最近使用：{ $at }
account-end-session = 退出
account-session-ended = 已在那里退出。
account-proof = 请确认是您本人
account-proof-text = 这会改变您的登录方式。请再次输入密码。
account-proof-go = 继续
codes-title = 您的恢复码
codes-text = 手机丢失时，每个恢复码可让您登录一次。请存放在别人看不到的地方。它们只显示这一次。
codes-kept = 我已保存
totp-scan = 用验证码应用扫描，然后输入它显示的数字。
totp-qr = 含密钥的二维码
totp-secret = 或手动输入密钥：
totp-confirm = 确认
