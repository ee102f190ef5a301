package testcluster

import (
	"fmt"
	"math/rand/v2"
	"net"
	"path/filepath"
	"strings"
)

// clusterSettings returns the settings of each node. The first half of ports is for HTTP, the second for transport
// between nodes.
func clusterSettings(dir string, ports []int) [][]string {
	var names, seeds []string
	transport := ports[len(ports)/2:]
	for i, port := range transport {
		names = append(names, fmt.Sprintf("node%d", i))
		seeds = append(seeds, fmt.Sprintf("127.0.0.1:%d", port))
	}
	all := make([][]string, len(names))
	for i, name := range names {
		all[i] = append(nodeSettings(filepath.Join(dir, name), ports[i], transport[i]),
			"node.name="+name,
			"discovery.seed_hosts="+strings.Join(seeds, ","),
			"cluster.initial_cluster_manager_nodes="+strings.Join(names, ","))
	}
	return all
}

// nodeSettings returns the settings of any node, alone or in a cluster.
func nodeSettings(home string, http, transport int) []string {
	return []string{
		"path.home=" + home,
		"cluster.name=gongbao-test",
		"network.host=127.0.0.1",
		fmt.Sprintf("http.port=%d", http),
		fmt.Sprintf("transport.port=%d", transport),
		// A nearly full disk would make the cluster refuse shards and fail a test for no fault of its own.
		"cluster.routing.allocation.disk.threshold_enabled=false",
	}
}

// Ports come from below the range that systems use for outgoing connections (from 32768 on Linux), so that no
// connection occupies the port of a node while it is down.
const lowestPort, highestPort = 20000, 32000

// freePorts returns n free ports on loopback.
func freePorts(n int) ([]int, error) {
	var ports []int
	for _, offset := range rand.Perm(highestPort - lowestPort) {
		if len(ports) == n {
			return ports, nil
		}
		port := lowestPort + offset
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err != nil {
			continue
		}
		l.Close()
		ports = append(ports, port)
	}
	return nil, fmt.Errorf("no %d free ports between %d and %d", n, lowestPort, highestPort)
}
