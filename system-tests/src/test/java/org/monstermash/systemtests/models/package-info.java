/** Real models behind the masks: workers as processes, model servers that obey the test. */
package org.monstermash.systemtests.models;
