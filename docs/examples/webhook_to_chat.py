"""Post reminders that come up into a chat (Slack, Mattermost, Google Chat, Rocket.Chat).

WEBHOOK_SECRET=whsec_… CHAT_URL=https://… python3 webhook_to_chat.py; needs `standardwebhooks`.
"""

import json
import os
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

from standardwebhooks import Webhook, WebhookVerificationError

seen: set[str] = set()


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            event = Webhook(os.environ["WEBHOOK_SECRET"]).verify(body, dict(self.headers))
        except WebhookVerificationError:
            self.send_error(401)
            return
        if event["type"] == "reminder.opened" and self.headers["webhook-id"] not in seen:
            fact = event["data"]
            about = f" ({fact['application']['company']})" if fact["application"] else ""
            data = json.dumps({"text": f"{fact['title']}{about}: {fact['url']}"}).encode()
            headers = {"Content-Type": "application/json"}
            urllib.request.urlopen(urllib.request.Request(os.environ["CHAT_URL"], data, headers))
            seen.add(self.headers["webhook-id"])
        self.send_response(204)
        self.end_headers()


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8080"))), Handler).serve_forever()
