"use strict";

// The validator badge would ask a server elsewhere.
SwaggerUIBundle({ url: "/openapi.json", dom_id: "#docs", deepLinking: true, validatorUrl: null });
