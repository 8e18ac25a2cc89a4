package kubernetes

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
)

// maxGroups bounds the answer that lists the API's groups, in bytes.
const maxGroups = 4 << 20

// served returns the groups and versions of the API that the cluster serves, other than the core group. Every account that is logged
// in may ask. Where that fails, what may not exist is listed all the same.
func (c *Collector) served(ctx context.Context) (map[string]bool, error) {
	body, err := c.client.get(ctx, "/apis", nil)
	if err != nil {
		return nil, err
	}
	defer body.Close()
	var list struct {
		Groups []struct {
			Versions []struct {
				GroupVersion string `json:"groupVersion"`
			} `json:"versions"`
		} `json:"groups"`
	}
	if err := json.NewDecoder(io.LimitReader(body, maxGroups)).Decode(&list); err != nil {
		return nil, fmt.Errorf("read the API's groups: %w", err)
	}
	served := map[string]bool{}
	for _, group := range list.Groups {
		for _, version := range group.Versions {
			served[version.GroupVersion] = true
		}
	}
	return served, nil
}
