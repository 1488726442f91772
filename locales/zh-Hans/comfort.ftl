### 阅读体验：阅读设置、保存在设备上的内容、下一篇报道、错误反馈。

## 阅读设置

settings-title = 阅读设置
settings-size = 字号
settings-size-small = 小
settings-size-normal = 标准
settings-size-large = 大
settings-size-largest = 特大
settings-colours = 颜色
settings-colours-system = 跟随设备
settings-colours-light = 浅色
settings-colours-dark = 深色
settings-saver = 节省流量
settings-saver-note = 只用小图，不预先加载任何内容。
settings-continue = 在下方接着显示下一篇报道
settings-note = 仅保存在这个浏览器中。
settings-close = 完成

## 报道下方

story-tools = 本篇报道
save = 收藏备读
save-undo = 已收藏：移除
follow = 关注
follow-undo = 取消关注
share = 分享
copy-link = 复制链接
link-copied = 链接已复制。
copy-failed = 链接未能复制，可在地址栏中找到。
continue-stop = 到此为止
continue-stopped = 不会再自动加载。点一下链接即可阅读下一篇报道。

## 收藏

saved-title = 收藏
saved-about = 您收藏和关注的内容只保存在这个浏览器中，本报对此一无所知。
saved-no-script = 这些列表由浏览器中的一小段脚本保存，而这里的脚本已被关闭。本站的其他功能无需脚本即可使用。
saved-stories = 收藏的报道
saved-none = 还没有收藏。在报道下方选择“收藏备读”，就能在这里找到它。
saved-following = 您的关注
following-none = 还没有关注。在栏目、话题或作者的页面上选择“关注”，就能在这里看到其最新报道。
saved-remove = 移除
saved-withdrawn = 已不再公开的报道已从您的列表中移除。
saved-failed = 报道未能加载。您的列表仍然保存着。
saved-forget = 清除这个浏览器中保存的全部内容
saved-forgotten = 已全部清除。

## 没有网络

kept-copy = 当前没有网络。您正在阅读浏览器保存的副本：
offline-title = 没有网络
offline-text = 浏览器没有保存这个页面。恢复连接后即可再次打开。
offline-again = 重试
offline-kept = 保存在这个浏览器中

## 报告错误

report-title = 报告错误
report-about = 您的来信只送达编辑部，不会公开发表。
report-story = 报道
report-passage = 有误的文字，从报道中复制（选填）
report-text = 错在哪里？
report-text-hint = 如有可能，请说明正确的内容以及您的依据。
report-email = 如需答复，请留下电子邮箱（选填）
report-email-hint = 仅用于答复，处理完毕后即删除。
report-trap = 请勿填写此栏
report-send = 发送
report-back = 返回报道
report-sent = 谢谢。编辑部已收到您的报告。如果我们更正报道，会在文末注明。
report-faults = 尚未发送。请检查标出的各栏。
report-fault-missing = 请写明错在哪里。
report-fault-long = { $count ->
   *[other] 请勿超过 { NUMBER($count) } 个字符。
}
report-fault-email = 这不是有效的电子邮箱。请更正，或留空此栏。
report-busy = 刚才从您的网络收到了多份报告。请十分钟后再发送；您写的内容仍在这里。
report-foreign = 此表单来自其他网站的页面，因此未被接受。请核对后从这里发送。
report-failed = 报告未能保存。请一分钟后再发送；您写的内容仍在这里。

## 其他网站上的卡片

embed-gone = 这篇报道已无法阅读
