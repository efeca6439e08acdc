/** Images, compose files and manifests, held to the code that they run, without an engine or a cluster. */
package org.monstermash.deployment;
