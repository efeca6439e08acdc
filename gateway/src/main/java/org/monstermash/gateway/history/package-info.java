/** What has been said, kept in {@code DATA_DIR/chat.db}: see {@code docs/decisions/0002-history-in-sqlite.md}. */
package org.monstermash.gateway.history;
