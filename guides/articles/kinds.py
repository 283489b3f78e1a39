"""What a heading announces, told by its words in any of the site's languages."""

import re

from guides.chinese import fold
from guides.models import Section

_FAQ = re.compile(
    r"常见问题|常见疑问|常见疑惑|问题解答|疑问解答|问答|答疑|\bfaqs?\b|q\s*&\s*a|frequently asked|common questions"
)
_ENDED = r"(?:注销|取消|办理|解约|退租|退订|关闭|终止|删除|销户|停用|完成|成功)"
# In the order in which they are asked; what none of them knows is an overview.
_KINDS = (
    (Section.Kind.AFTER, rf"{_ENDED}(?:成功|完成|服务)?(?:之后|以后|后)|之后|后续|事后|善后|\bafter\b|afterwards"),
    (Section.Kind.BEFORE, r"之前|事前|提前|准备|前(?:的|需|要|必|你|您|应|先)|\bbefore\b|\bprepar|checklist"),
    (
        Section.Kind.CAUTION,
        r"注意|小心|警惕|风险|防骗|骗局|误区|陷阱|提醒|提示|禁忌|caution|warning|\brisk|\bscam|mistake|beware",
    ),
    (Section.Kind.STEPS, r"步骤|流程|教程|操作|\bsteps?\b"),
    (
        Section.Kind.OVERVIEW,
        (
            r"什么是|是什么|了解|认识|简介|概述|介绍|背景|总结|结语|结论|小结|结束语|写在最后|为什么|为何|是否需要|要不要"
            r"|overview|what is|\bwhy\b|summary|conclusion|introduction|about"
        ),
    ),
    (
        Section.Kind.STEPS,
        (
            r"如何|怎么|怎样|方法|方式|办理|渠道|途径|攻略|注销|取消|解约|退订|退租|销户|客服|电话|官网"
            r"|\bhow\b|\bcancel|\bguide\b|\bremove"
        ),
    ),
)


def announces_questions(heading: str) -> bool:
    return bool(_FAQ.search(fold(heading)))


def kind_of(heading: str, *, has_steps: bool = False) -> Section.Kind:
    """has_steps: the section holds a numbered list, which decides where the heading says nothing."""
    words = fold(heading)
    for kind, pattern in _KINDS:
        if re.search(pattern, words):
            return kind
    return Section.Kind.STEPS if has_steps and not announces_questions(heading) else Section.Kind.OVERVIEW
