# What the cluster tests need, a JDK and Maven, and the tests themselves.

.PHONY: cluster-tools cluster-test

cluster-tools:
	@internal/testcluster/tools.sh

cluster-test: cluster-tools
	@internal/testcluster/test.sh
