# METADATA
# title: Probes and hooks must not name a host
# description: >-
#   The kubelet runs probes and HTTP hooks from the node's network. One that names a host makes the kubelet send
#   requests there, with headers of the pod's choice: to services that listen on the node's loopback, a cloud's
#   metadata service, or anything behind the pods' network policies. The baseline profile refuses it since v1.34;
#   pods of the node's network that probe 127.0.0.1 are the usual exception.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, baseline
#   - ref: https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
#     description: Probes
# custom:
#   severity: medium
#   subject: kubernetes/container
#   wall: network
#   dimension: isolation
#   remediation: >-
#     Remove host: the kubelet then probes the pod's own address.
#   fix: [{remove: true}]
#   frameworks:
#     pss: [baseline]
#     nsa: [pod-security]
#     nist-800-190: ["4.4.2"]
#     nist-800-53r5: [ac-4, sc-7]
#     bsi-app-4.4: [A7]
package bulkhead.kubernetes.probe_host

import data.bulkhead.lib.kubernetes.version

deny contains {
	"path": array.concat(["container"], at),
	"message": "makes the kubelet send requests to a host of its choice",
} if {
	not version.before(34)
	some at, host in _hosts
	not host in {null, ""}
}

# Profiles of earlier versions don't ask. Where the version is not known, the fault is one anyway.
notapplicable if version.before(34)

# Defined so that a version that is not known leaves nothing open.
unknown := set()

_hosts[["livenessProbe", "httpGet", "host"]] := input.container.livenessProbe.httpGet.host

_hosts[["livenessProbe", "tcpSocket", "host"]] := input.container.livenessProbe.tcpSocket.host

_hosts[["readinessProbe", "httpGet", "host"]] := input.container.readinessProbe.httpGet.host

_hosts[["readinessProbe", "tcpSocket", "host"]] := input.container.readinessProbe.tcpSocket.host

_hosts[["startupProbe", "httpGet", "host"]] := input.container.startupProbe.httpGet.host

_hosts[["startupProbe", "tcpSocket", "host"]] := input.container.startupProbe.tcpSocket.host

_hosts[["lifecycle", "postStart", "httpGet", "host"]] := input.container.lifecycle.postStart.httpGet.host

_hosts[["lifecycle", "postStart", "tcpSocket", "host"]] := input.container.lifecycle.postStart.tcpSocket.host

_hosts[["lifecycle", "preStop", "httpGet", "host"]] := input.container.lifecycle.preStop.httpGet.host

_hosts[["lifecycle", "preStop", "tcpSocket", "host"]] := input.container.lifecycle.preStop.tcpSocket.host
