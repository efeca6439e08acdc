/** Ask a model and stream its answer. */
package org.monstermash.models;
