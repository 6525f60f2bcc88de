"""The gateway's own few sentences, English and Chinese side by side."""

import re
from typing import Literal, NamedTuple

Language = Literal["en", "zh"]


class Text(NamedTuple):
    """One sentence in both languages."""

    en: str
    zh: str

    def in_language(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


BOT_UNAVAILABLE = Text(
    "Sorry, I can't answer right now. Your message is kept; please try again in a moment.",
    "抱歉，我现在无法回答。您的消息已经保存，请稍后再试。",
)

ERRORS = {
    "bad_request": Text("The request could not be read.", "无法读取该请求。"),
    "unauthorized": Text(
        "This conversation has ended or is not yours. Please start a new one.",
        "该会话已结束或不属于您，请开始新的会话。",
    ),
    "customer_refused": Text(
        "The shop's sign-in could not be checked. Please reload the page or sign in again.",
        "无法核实店铺的登录信息，请刷新页面或重新登录。",
    ),
    "customers_unavailable": Text(
        "Signing in isn't possible right now. Please try again in a moment.",
        "暂时无法登录，请稍后再试。",
    ),
    "not_found": Text("There is nothing at this address.", "该地址没有内容。"),
    "method_not_allowed": Text("This address does not take this method.", "该地址不支持此方法。"),
    "too_large": Text("This is too large to send.", "内容太大，无法发送。"),
    "photo_too_large": Text(
        "This photo is too large. Up to 10 MB is fine.", "照片太大，请发送 10 MB 以内的照片。"
    ),
    "invalid": Text(
        "Something in the request is missing or not of the right kind.",
        "请求中有内容缺失或格式不正确。",
    ),
    "empty_message": Text("Please write something or add a photo.", "请输入文字或添加照片。"),
    "message_too_long": Text(
        "This message is too long. Up to 2,000 characters are fine.",
        "消息太长，请控制在 2000 个字符以内。",
    ),
    "unknown_payload": Text(
        "This button was not offered in this conversation.", "该按钮不属于本次会话。"
    ),
    "unknown_photo": Text(
        "This photo was not sent in this conversation.", "该照片不属于本次会话。"
    ),
    "widget_missing": Text(
        "The chat widget has not been built yet: build it in the widget folder, "
        "or point DAOGOU_WIDGET to its build.",
        "聊天组件尚未构建：请在 widget 文件夹中构建，或将 DAOGOU_WIDGET 指向构建结果。",
    ),
    "photos_unavailable": Text(
        "Photos can't be handled right now. Please try again in a moment.",
        "暂时无法处理照片，请稍后再试。",
    ),
    "store_unavailable": Text(
        "The conversation can't be reached right now. Please try again in a moment.",
        "暂时无法读取会话，请稍后再试。",
    ),
    "not_ready": Text("A part of the assistant is not ready.", "助手的某个部分尚未就绪。"),
    "internal_error": Text(
        "Something went wrong on our side. Please try again.", "我们这边出了点问题，请重试。"
    ),
}

_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def storable(text: str) -> str:
    """The text as PostgreSQL takes it: without NUL and lone surrogates."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


def language_of(text: str, otherwise: Language) -> Language:
    """`zh` where the text has a Chinese character, the given language where it has none."""
    return "zh" if _CHINESE.search(text) else otherwise
