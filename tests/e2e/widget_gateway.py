"""A gateway with scripted answers: the widget's contract without a bot behind it."""

import io
import itertools
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import uvicorn
from fastapi import Depends, FastAPI, File, Header, HTTPException, Request, Response, UploadFile
from fastapi.responses import FileResponse, JSONResponse
from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[2]
WIDGET = ROOT / "widget" / "dist"
CSP = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' blob: data:; "
    "style-src 'self'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types lit-html"
)
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"

CHINESE = ("加入购物车", "找相似")

Json = dict[str, Any]


def product(
    number: int,
    title: str,
    price: str,
    why: list[str],
    actions: tuple[str, str] = ("Add to cart", "More like this"),
    **more: Any,
) -> Json:
    return {
        "id": f"p{number}",
        "title": title,
        "price_text": price,
        "image": f"/media/{number}.png",
        "in_stock": True,
        "why": why,
        "buttons": [
            {"title": actions[0], "payload": f"/add_to_cart p{number}"},
            {"title": actions[1], "payload": f"/find_similar p{number}"},
        ],
    } | more


JACKETS = [
    product(1, "Harbour rain jacket", "$52.00", ["waterproof", "under $60"]),
    product(2, "Storm shell with taped seams", "$58.00", ["waterproof"], compare_at_text="$72.00"),
    product(3, "City trench coat", "$49.00", ["under $60", "colour unknown"], in_stock=False),
    product(4, "Trail anorak", "$39.50", ["waterproof", "under $60"], image=None),
]
ANSWERS: dict[str, list[Json]] = {
    "Show me waterproof jackets under $60": [
        {"text": "Here are four jackets that keep the rain out, all under $60."},
        {"custom": {"type": "products", "products": JACKETS}},
        {
            "custom": {
                "type": "chips",
                "chips": [
                    {"label": "waterproof", "payload": "/refine_search waterproof"},
                    {"label": "under $60", "payload": "/refine_search price"},
                ],
            }
        },
    ],
    "Where is my order?": [
        {
            "text": "Which order do you mean?",
            "buttons": [
                {"title": "The newest", "payload": "/track_order newest"},
                {"title": "Another one", "payload": "/track_order other"},
            ],
        }
    ],
    "hostile": [
        {
            "text": HOSTILE,
            "image": "javascript:alert(3)",
            "buttons": [{"title": HOSTILE, "payload": "/x"}],
            "custom": {
                "type": "products",
                "products": [product(9, HOSTILE, HOSTILE, [HOSTILE], image="javascript:alert(4)")],
            },
        },
        {"text": "A shape of the future", "custom": {"type": "constructor", "html": HOSTILE}},
    ],
    "有防水外套吗": [
        {"text": "为您找到两件防水外套，都有货。"},
        {
            "custom": {
                "type": "products",
                "products": [
                    product(1, "港湾防雨外套", "¥368.00", ["防水", "400 元以内"], CHINESE),
                    product(2, "压胶冲锋衣", "¥398.00", ["防水"], CHINESE, in_stock=False),
                ],
            }
        },
        {"custom": {"type": "chips", "chips": [{"label": "防水", "payload": "/refine 防水"}]}},
    ],
}


@dataclass
class Script:
    """What the gateway was told, and how it behaves next."""

    received: list[Json] = field(default_factory=list)
    photos: dict[str, bytes] = field(default_factory=dict)
    conversations: dict[str, list[Json]] = field(default_factory=dict)
    refusals: list[tuple[int, Json]] = field(default_factory=list)
    answering: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.answering.set()
        self._numbers = itertools.count(1)

    def message(self, sender: str, **parts: Any) -> Json:
        number = next(self._numbers)
        return {"id": f"m{number}", "from": sender, "at": "2025-01-01T00:00:00Z"} | parts

    def answers(self, said: Json) -> list[Json]:
        if said.get("payload"):
            return [self.message("bot", text=f"Pressed {said['payload']}")]
        if said.get("photo_ids"):
            return [self.message("bot", text="A fine photo.")]
        text = said.get("text", "")
        scripted = ANSWERS.get(text, [{"text": f"You said: {text}"}])
        return [self.message("bot", **one) for one in scripted]


def create_app(script: Script) -> FastAPI:
    app = FastAPI()

    def conversation(authorization: Annotated[str, Header()]) -> list[Json]:
        found = script.conversations.get(authorization.removeprefix("Bearer "))
        if found is None:
            raise HTTPException(401)
        return found

    Conversation = Annotated[list[Json], Depends(conversation)]  # noqa: N806

    @app.middleware("http")
    async def guard(request: Request, call_next: Any) -> Response:
        response: Response = await call_next(request)
        response.headers["Content-Security-Policy"] = CSP
        return response

    @app.post("/api/sessions", status_code=201)
    def start() -> Json:
        token = f"token-{len(script.conversations)}"
        script.conversations[token] = []
        return {"token": token, "conversation_id": token}

    @app.get("/api/messages")
    def history(said: Conversation) -> Json:
        return {"messages": said}

    @app.post("/api/messages", response_model=None)
    def send(message: Json, said: Conversation) -> Json | JSONResponse:
        script.answering.wait(30)
        if script.refusals:
            status, error = script.refusals.pop(0)
            return JSONResponse({"error": error}, status)
        script.received.append(message)
        answers = script.answers(message)
        said += [{**message, "from": "shopper", "at": "2025-01-01T00:00:00Z"}, *answers]
        return {"messages": answers}

    @app.post("/api/photos", status_code=201)
    def upload(said: Conversation, photo: Annotated[UploadFile, File()]) -> Json:
        photo_id = f"photo-{len(script.photos)}"
        script.photos[photo_id] = photo.file.read()
        return {"photo_id": photo_id}

    @app.get("/api/photos/{photo_id}")
    def photo(said: Conversation, photo_id: str) -> Response:
        return Response(script.photos[photo_id], media_type="image/jpeg")

    @app.get("/media/{number}.png")
    def media(number: int) -> Response:
        return Response(jacket_picture(number), media_type="image/png")

    @app.get("/demo/{path:path}")
    def demo(path: str) -> FileResponse:
        return FileResponse(WIDGET / "demo" / (path or "index.html"))

    @app.get("/daogou-chat.js")
    def widget() -> FileResponse:
        return FileResponse(WIDGET / "daogou-chat.js")

    return app


def jacket_picture(number: int) -> bytes:
    """A jacket on white, another colour for each number, as PNG bytes."""
    colour = ("#d9a441", "#34527a", "#b5483a", "#3d7a6d")[(number - 1) % 4]
    image = Image.new("RGB", (480, 640), "white")
    pen = ImageDraw.Draw(image)
    pen.polygon([(170, 120), (70, 180), (40, 470), (105, 480), (140, 290)], fill=colour)
    pen.polygon([(310, 120), (410, 180), (440, 470), (375, 480), (340, 290)], fill=colour)
    pen.polygon([(170, 120), (310, 120), (360, 200), (350, 550), (130, 550), (120, 200)], colour)
    pen.polygon([(185, 110), (295, 110), (240, 180)], fill="#f4efe6")
    pen.line([(240, 180), (240, 550)], fill="#00000022", width=4)
    pen.rectangle([(150, 400), (215, 470)], outline="white", width=3)
    pen.rectangle([(265, 400), (330, 470)], outline="white", width=3)
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The app's address, as long as the context lasts."""
    # Listening before the thread starts, so that nobody has to wait for it.
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(
            app, log_level="error", ws="none", lifespan="off", timeout_graceful_shutdown=2
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()
