"""Questions (问题): one rule of one pack, asked with facts as JSON, answered as JSON with its
articles.
"""

from huanjie.exchange.questions.ask import NO_RULE, QUESTIONS, ask

__all__ = ["NO_RULE", "QUESTIONS", "ask"]
