"""Questions (问题): one rule of one pack, asked with facts as JSON, answered as JSON with its
articles.
"""

from huanjie.exchange.questions.ask import QUESTIONS, ask

__all__ = ["QUESTIONS", "ask"]
