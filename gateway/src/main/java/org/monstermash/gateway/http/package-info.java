/** What can be asked over HTTP, and how what people say gets to the bus. */
package org.monstermash.gateway.http;
