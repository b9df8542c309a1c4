from django.urls import path

from forum.views import discuss, drafts, group, posts, states, thread

app_name = "forum"
GROUP = "gruppen/<slug:slug>/"
THREAD = f"{GROUP}themen/<int:pk>/"
POST = f"{THREAD}beitraege/<int:number>/"

urlpatterns = [
    # Before groups: none of them has this word in its address.
    path("gruppen/diskutieren/", discuss.choose_group, name="discuss"),
    path(GROUP, group.threads, name="group"),
    path(f"{GROUP}gelesen/", group.mark_all_read, name="read-all"),
    path(f"{GROUP}themen/neu/", group.new_thread, name="new-thread"),
    path(f"{GROUP}themen/neu/entwurf/", drafts.save_draft, name="new-thread-draft"),
    path(f"{GROUP}entwuerfe/<int:pk>/", drafts.show_draft, name="draft"),
    path(f"{THREAD}entwurf/", drafts.save_draft, name="reply-draft"),
    path(f"{THREAD}beteiligt/", thread.participants, name="participants"),
    path(f"{THREAD}antworten/", thread.reply_to_thread, name="reply"),
    path(f"{THREAD}neues/", thread.news, name="news"),
    path(f"{THREAD}gelesen/", thread.mark_read, name="read"),
    path(f"{THREAD}antwort/", states.answer, name="answer"),
    path(f"{THREAD}geschlossen/", states.closed, name="closed"),
    path(f"{THREAD}angeheftet/", states.pinned, name="pinned"),
    path(f"{THREAD}begruessung/", states.welcome, name="welcome"),
    path(f"{POST}bearbeiten/", posts.edit_post, name="post-edit"),
    path(f"{POST}entwurf/", drafts.save_draft, name="edit-draft"),
    path(f"{POST}loeschen/", posts.remove_post, name="post-remove"),
    path(f"{POST}zitat/", posts.quote_post, name="post-quote"),
    path(f"{THREAD}<str:title>/", thread.thread, name="thread"),
]
