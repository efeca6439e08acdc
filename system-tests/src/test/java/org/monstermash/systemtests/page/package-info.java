/** The page in a real browser, on real processes. */
package org.monstermash.systemtests.page;
