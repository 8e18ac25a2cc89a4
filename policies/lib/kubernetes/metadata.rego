# METADATA
# title: Where clouds give out their nodes' credentials
# description: >-
#   The addresses of metadata services by cloud, as of 2026-11-24. All answer on TCP's port 80. Clouds are named by the schemes of
#   their nodes' provider IDs. audit/relate has the same addresses.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
#     description: Amazon EC2
#   - ref: https://cloud.google.com/compute/docs/metadata/querying-metadata
#     description: Google Compute Engine
#   - ref: https://learn.microsoft.com/en-us/azure/virtual-network/what-is-ip-address-168-63-129-16
#     description: Azure's wire server, beside its metadata service
#   - ref: https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/gettingmetadata.htm
#     description: Oracle Cloud Infrastructure
#   - ref: https://docs.cloud-init.io/en/latest/reference/datasources.html
#     description: Akamai (Linode), Alibaba, DigitalOcean, OpenStack and Scaleway, as cloud-init asks them
package bulkhead.lib.kubernetes.metadata

import data.bulkhead.lib.unknown as unknown_value

_clouds := {
	"alicloud": {"100.100.100.200"},
	"aws": {"169.254.169.254", "fd00:ec2::254"},
	"azure": {"169.254.169.254", "168.63.129.16"},
	"digitalocean": {"169.254.169.254"},
	"gce": {"169.254.169.254", "fd20:ce::254"},
	"linode": {"169.254.169.254", "fd00:a9fe:a9fe::1"},
	"oci": {"169.254.169.254", "fd00:c1::a9fe:a9fe"},
	"openstack": {"169.254.169.254"},
	"scaleway": {"169.254.42.42", "fd00:42::42"},
}

# METADATA
# description: >-
#   The addresses of the nodes' clouds. Where a node does not say which that is, or one is named that is not known
#   here, those that most clouds have.
# scope: document
addresses contains address if {
	some cloud in input.facts.clouds
	some address in _clouds[cloud]
}

addresses contains address if {
	not _known
	some address in {"169.254.169.254", "fd00:ec2::254"}
}

# METADATA
# description: Those of clouds that the nodes may be in, where that could not be read.
# scope: document
possible contains address if {
	unknown_value.is_unknown(input.facts.clouds)
	input.facts.clouds.unknown == "unread"
	some cloud in object.keys(_clouds)
	some address in _clouds[cloud]
	not address in addresses
}

_known if {
	count(input.facts.clouds) > 0
	every cloud in input.facts.clouds {
		_clouds[cloud]
	}
}
