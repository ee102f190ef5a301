"""The client that openapi-python-client makes, used."""
import sys

from gongbao_client import Client
from gongbao_client.api.reports import read_report
from gongbao_client.api.search import search
from gongbao_client.models import Problem, SearchAnswer

client = Client(base_url=sys.argv[1])
answer = search.sync(client=client, q="碳排放达峰", year="2021", limit=5)
assert isinstance(answer, SearchAnswer), answer
assert answer.total.occurrences == 2 and answer.hits[0].report.region == "辽宁", answer
refused = read_report.sync(client=client, id="none")
assert isinstance(refused, Problem) and refused.status == 404, refused
