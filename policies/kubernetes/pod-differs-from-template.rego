# METADATA
# title: Running pods must be what their owner's template says
# description: >-
#   Who reviews a workload reads its template. A pod that runs with another security context, another account, another
#   volume or a container that the template does not have is something that nobody reviewed: a webhook changed or injected
#   it, somebody debugs in it, it is of an earlier revision, or somebody made it and named an owner. Only what isolates is
#   compared, and of pods that differ in the same way one is reported, with both values. Whether what runs is bad, other
#   controls say of that pod. It is acceptable for the proxies that a service mesh injects.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/
#     description: Ephemeral containers
#   - ref: https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/
#     description: Good practices for admission webhooks
# custom:
#   severity: low
#   subject: kubernetes/drift
#   wall: management
#   dimension: maintenance
#   remediation: >-
#     Put into the template what the pod must have, and let the owner make the pod anew.
#   frameworks:
#     nist-800-53r5: [cm-2, cm-6]
#     bsi-app-4.4: [A4]
package bulkhead.kubernetes.pod_differs_from_template

deny contains {"path": ["running"], "message": _message, "expected": _template}

deny contains {"path": ["template"], "message": _message}

_message := sprintf(_forms[input.drift.change], [input.drift.what])

_forms := {
	"added": "has one %s more than its owner's template",
	"changed": "differs from its owner's template in %s",
	"set": "has %s, which its owner's template has not",
	"unset": "lacks %s, which its owner's template has",
}

default _template := null

_template := input.drift.template
