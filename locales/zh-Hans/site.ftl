### 读者网站。

## 各处通用

skip-to-content = 跳到正文
nav-sections = 栏目
nav-editions = 语言
to-front-page = { $name }，首页
all-sections = 全部栏目
archive = 往期报道
feeds = 订阅源
standing-pages = 关于本报
copyright = © { $year } { $name }
date-and-time = { $date } { $time }
quoted = “{ $words }”

## 不作保存的页面上的时间

time-just-now = 刚刚
time-minutes-ago = { NUMBER($count) }分钟前
time-hours-ago = { NUMBER($count) }小时前
time-days-ago = { NUMBER($count) }天前

## 首页与列表

top-stories = 要闻
latest = 最新报道
most-discussed = 热议
older-stories = 更早的报道
newest-stories = 回到最新报道
older-than = 早于{ $when }
list-before = { $name }：早于{ $when }
nothing-here = 这里还没有发布任何内容。
comments-count = { NUMBER($count) }条评论
stories-count = { NUMBER($count) }篇报道
card-withdrawn = 已撤回
tag-kind-topic = 话题
tag-kind-person = 人物
tag-kind-place = 地点
tag-kind-organisation = 机构
tag-kind-series = 系列
stories-by = { $name }的报道

## 体裁

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

## 报道

byline-by = 作者：
published = 发布于
updated = 更新于
reading-time = 阅读约需{ NUMBER($count) }分钟
read-in = 阅读其他语言版本
read-also = 延伸阅读
filed-under = 相关标签
related-stories = 相关报道
next-story = 下一篇
picture-credit = 图片来源：
picture-pool = 媒体共享图片
picture-handout = 有关方面供图
picture-screengrab = 屏幕截图
picture-social = 图片来自社交媒体
picture-reader = 读者供图
picture-generated = 人工智能生成
picture-partly-generated = 部分由人工智能生成
picture-rendered = 电脑制图
picture-composite = 合成图片
picture-partly-synthetic = 合成图片，部分为电脑制图
picture-virtual = 摄于虚拟世界
gallery-open = { $place }：全屏查看
gallery-position = 第{ NUMBER($at) }张，共{ NUMBER($count) }张
gallery-previous = 上一张
gallery-next = 下一张
gallery-close = 关闭
gallery-label = { NUMBER($count) }张图片
embed-opens = 在{ $name }打开
embed-play = 在此显示
embed-warning = 本页没有从{ $name }加载任何内容。如果您选择显示或打开，{ $name }将获知您的网络地址，并知道您来自本报。
notices = 更正与说明
notice-correction = 更正
notice-clarification = 说明
notice-editors_note = 编者按
notice-retraction = 撤稿声明
retracted-title = 本报已撤回这篇报道
attribution-label = 首发于其他媒体
attribution-original = 原文
attribution-archived = 存档副本
language-ar = 阿拉伯语
language-da = 丹麦语
language-de = 德语
language-el = 希腊语
language-en = 英语
language-es = 西班牙语
language-et = 爱沙尼亚语
language-fi = 芬兰语
language-fr = 法语
language-it = 意大利语
language-lt = 立陶宛语
language-lv = 拉脱维亚语
language-nl = 荷兰语
language-no = 挪威语
language-pl = 波兰语
language-pt = 葡萄牙语
language-ru = 俄语
language-sv = 瑞典语
language-tr = 土耳其语
language-uk = 乌克兰语
language-zh = 中文

## 讨论

comments = 评论
comments-read-only = 讨论已经结束，发言保留于此。
comments-none = 还没有人发言。
comment-reply-to = 回复{ $name }
comment-link = 这条评论的链接

## 往期

archive-heading = 往期报道：{ $when }
archive-calendar = 本月日历
archive-earlier = 更早
archive-later = 更晚
archive-month = 整月
archive-empty = 这段时间没有发布报道。

## 没有页面时

not-found-title = 页面不存在
not-found-text = 网址可能有误，或者这篇报道已经移到别处。下面是各栏目和最新报道。
gone-title = 这篇报道已撤下
gone-text = 这是本报有意为之，它不会再回到这个网址。
legal-title = 这篇报道无法显示
legal-text = 因法律原因，它已被移除。
failed-title = 我们这边出了问题
failed-text = 您的网络连接正常，请一分钟后再试。
fault-number = 故障编号（来信时请注明）：{ $id }
