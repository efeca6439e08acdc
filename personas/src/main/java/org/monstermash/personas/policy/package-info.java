/** Whether a persona answers: the rules, in their order, and how names and triggers are heard in a text. */
package org.monstermash.personas.policy;
