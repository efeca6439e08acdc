import { html, nothing, render } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { text } from '../texts.js';
import './message.js';
import { dayOf } from './shown.js';

const TOGETHER_MS = 120_000;

const said = (message) => ({
  kind: 'message',
  id: message.id,
  seq: message.seq,
  persona: message.persona,
  author: message.author,
  emoji: message.persona_emoji,
  content: message.content,
  at: message.created_at,
  cause: message.in_reply_to,
  model: message.model,
  fallback: message.fallback_from,
  thinking: message.thinking,
  truncated: message.truncated,
  usage: message.usage,
});

const entries = new WeakMap();

/** The same entry for the same message, reply or unsent message, so that only what changed is drawn again. */
function entryOf(source, make) {
  if (!entries.has(source)) {
    entries.set(source, make(source));
  }
  return entries.get(source);
}

const being = (room) => (reply) => {
  const persona = room.persona(reply.persona);
  return {
    kind: 'reply',
    id: reply.id,
    persona: reply.persona,
    author: persona?.display_name ?? reply.persona,
    emoji: persona?.emoji,
    content: reply.text,
    cause: reply.in_reply_to,
    model: reply.model,
    thinking: reply.thinking,
    state: reply.state,
  };
};

const onItsWay = (pending) => ({
  kind: 'pending',
  id: pending.id,
  author: pending.author || text('name_placeholder'),
  content: pending.content,
  at: pending.at,
  state: pending.state,
  detail: pending.detail,
});

function separators(entry, before, unreadFrom) {
  const newDay = entry.at && (!before?.at || dayOf(before.at) !== dayOf(entry.at));
  return html`${newDay ? html`<p class="day"><span>${dayOf(entry.at)}</span></p>` : nothing}
  ${unreadFrom && entry.seq === unreadFrom ? html`<p class="unread" id="unread"><span>${text('new_messages')}</span></p>` : nothing}`;
}

function follows(entry, before) {
  return Boolean(
    before?.at && entry.at && entry.kind !== 'reply' && before.author === entry.author && before.persona === entry.persona &&
      new Date(entry.at) - new Date(before.at) < TOGETHER_MS && dayOf(entry.at) === dayOf(before.at),
  );
}

/**
 * Draws the stretch of the room that is in sight.
 *
 * @param mine whether a message was written in this browser
 * @param unreadFrom the seq of the first unread message, or 0
 */
export function drawTranscript(container, room, mine, unreadFrom, welcome) {
  const list = room.sight.messages().map((message) => entryOf(message, said));
  if (room.sight.atNewest) {
    list.push(...room.replies.all().map((reply) => entryOf(reply, being(room))));
    list.push(...room.outbox.all().filter((entry) => entry.state !== 'arrived').map((entry) => entryOf(entry, onItsWay)));
  }
  const nameOf = room.nameOf;
  render(
    html`${room.sight.atOldest ? welcome : nothing}
    ${repeat(
      list,
      (entry) => entry.id,
      (entry, at) => html`${separators(entry, list[at - 1], at > 0 || room.sight.atOldest ? unreadFrom : 0)}<mm-message
          .entry=${entry}
          .cause=${entry.cause ? room.log.byId(entry.cause) : undefined}
          .verdicts=${room.decisions.about(entry.persona ? entry.cause : entry.id)}
          .nameOf=${nameOf}
          .own=${entry.kind === 'pending' || (!entry.persona && mine(entry))}
          .follows=${follows(entry, list[at - 1])}
        ></mm-message>`,
    )}`,
    container,
  );
}
