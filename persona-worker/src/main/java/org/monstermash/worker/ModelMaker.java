package org.monstermash.worker;

import org.monstermash.models.Model;
import org.monstermash.models.provider.Endpoint;
import org.monstermash.models.provider.ModelOptions;
import org.monstermash.models.provider.ProviderModel;
import org.monstermash.models.provider.RequestGate;
import org.monstermash.worker.turns.Time;

/** Makes the models that are asked. */
@FunctionalInterface
interface ModelMaker {

    Model make(Endpoint endpoint, ModelOptions options, RequestGate gate);

    /** Behind a connection. */
    static ModelMaker real(Time time) {
        return (endpoint, options, gate) -> new ProviderModel(endpoint, options, gate, time.sleeper());
    }
}
