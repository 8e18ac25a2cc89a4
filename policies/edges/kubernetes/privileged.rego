# METADATA
# title: A privileged container is the node
# description: >-
#   A privileged container has all capabilities, all devices and no LSM profile: it mounts the node's disk and is
#   root there. No bug is needed.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Pod Security Standards, baseline
# custom:
#   subject: kubernetes/container
#   edge: {to: host, cost: none}
package bulkhead.edges.kubernetes.privileged

import data.bulkhead.kubernetes.privileged_container

deny := privileged_container.deny
