## 译文

original-correction = 原文在本译文发布后作过更正
original-clarification = 原文在本译文发布后补充了说明
original-editors_note = 原文在本译文发布后加了编者按
original-retraction = 本译文的原文已被撤回
original-since = 本文尚未反映这一改动，说明见：
