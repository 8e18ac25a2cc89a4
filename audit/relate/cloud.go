package relate

import (
	"regexp"
	"slices"
	"strings"

	"bulkhead/audit/estate"
)

// alibabaInstance is a provider ID of Alibaba Cloud's, which has no scheme: REGION.INSTANCE.
var alibabaInstance = regexp.MustCompile(`^[a-z]{2}-[a-z0-9-]+\.i-[a-z0-9]+$`)

// clouds names the clouds that the nodes say they are in, by the schemes of their provider IDs as the clouds' controllers set them; none
// where no node says so, or why that is not known.
func (c *cluster) clouds() *estate.Value {
	return c.fact("clouds", func() *estate.Value {
		names := []string{}
		for _, node := range c.unseen.all {
			if name := cloudOf(node.Value.At("spec", "providerID").Str()); name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		slices.Sort(names)
		if unknown := c.absent("Node", ""); unknown != nil && len(names) == 0 {
			return unknown
		}
		return estate.Texts(names...)
	})
}

// cloudOf is the name of the cloud that a node's provider ID is of.
func cloudOf(id string) string {
	scheme, _, ok := strings.Cut(id, "://")
	switch {
	case alibabaInstance.MatchString(id):
		return "alicloud"
	case strings.HasPrefix(id, "ocid1."):
		return "oci"
	case ok:
		return scheme
	}
	return ""
}
