// Command helm is the floor of auditing a chart: Helm's own loader and engine render it, and what is rendered is dropped.
package main

import (
	"log"
	"os"

	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	"helm.sh/helm/v4/pkg/engine"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: helm CHART")
	}
	if err := render(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func render(dir string) error {
	c, err := loader.LoadDir(dir)
	if err != nil {
		return err
	}
	options := common.ReleaseOptions{Name: c.Name(), Namespace: "default", Revision: 1, IsInstall: true}
	values, err := util.ToRenderValues(c, nil, options, nil)
	if err != nil {
		return err
	}
	_, err = engine.Render(c, values)
	return err
}
