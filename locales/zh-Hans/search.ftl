### 搜索。

search-title = 搜索
search-for = 搜索：{ $query }
search-field = 搜索本报文章
search-button = 搜索
search-description = 搜索{ $name }的文章
search-suggestions = 推荐文章
search-suggestions-count = 推荐：{ $count }

## 缩小范围

search-filters = 筛选与排序
search-section = 版块
search-any-section = 所有版块
search-format = 体裁
search-any-format = 所有体裁
search-from = 起始日期
search-to = 截止日期
search-sort = 排序
search-sort-relevance = 最相关的在前
search-sort-newest = 最新的在前
search-topic = 话题：
search-by = 作者：
search-remove = （取消此筛选）
search-narrow = 缩小搜索范围
search-topics = 这些文章的话题
search-people = 这些文章的作者

## 搜索结果

search-found = { $count ->
   *[other] 找到 { NUMBER($count) } 篇文章
}
search-found-more = { $count ->
   *[other] 找到 { NUMBER($count) } 篇以上的文章
}
search-page = 第 { NUMBER($number) } 页
search-pages = 结果页
search-previous = 上一页
search-next = 下一页
search-end = 文章太多，这些页面无法全部显示。请增加词语或筛选条件。
search-similar = 完全符合的文章很少，因此也搜索了相近的词语。
search-instead = 完全符合的文章很少。还搜索了：
search-most = 没有文章包含全部词语。以下文章包含其中大部分。
search-cut = { $count ->
   *[other] 只搜索了前 { NUMBER($count) } 个词。
}

## 没有结果时

search-nothing = 没有找到文章
search-without-filters = 取消筛选后重新搜索
search-help-title = 如何搜索
search-help-spelling = 请检查错别字，或换一个同义的词。
search-help-fewer = 减少词语。词语之间可用空格隔开。
search-help-phrase = 用引号括住词语，可查找连在一起的词：“市政厅”。
search-help-without = 在词前加减号，可排除含有该词的文章：大桥 -电车。
search-help-begin = 在词尾加星号，可查找以此开头的所有词：港口*。
search-archive = 按日期浏览往期文章
search-too-long = { $count ->
   *[other] 您输入了 { NUMBER($length) } 个字符，最多可搜索 { NUMBER($count) } 个，请缩短。
}
search-partial = 搜索索引正在重建。几分钟内可能搜不到较早的文章。
search-building = 搜索索引正在重建，请几分钟后再试。
search-busy = 现在搜索的人很多，请稍等几秒再试。
