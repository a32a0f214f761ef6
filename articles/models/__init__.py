"""News: topics, the index, the article."""

from articles.models.index import ArticleIndexPage
from articles.models.pages import ArticlePage, ArticlePerson, ArticleTopic, PinnedArticle
from articles.models.topics import Topic

__all__ = ["ArticleIndexPage", "ArticlePage", "ArticlePerson", "ArticleTopic", "PinnedArticle", "Topic"]
