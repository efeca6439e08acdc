/** The process: its command line, its parts, its log. {@link org.monstermash.worker.Worker} lists the parts. */
package org.monstermash.worker;
