/** Every setting there is: where it is read from, its names, its default, its limits. */
package org.monstermash.settings;
