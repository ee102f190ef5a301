import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;

/**
 * Lucene with its cjk analyzer on paragraphs of Chinese: phrase queries, exact totals, counts by year and by region, ten stored
 * texts. One thread answers.
 *
 * <pre>
 * Peer index DIR &lt; paragraphs.jsonl
 * Peer query DIR ROUNDS TERM...      prints: term, paragraphs, median milliseconds
 * </pre>
 */
public class Peer {
  private static final int WARM_UP = 20;

  public static void main(String[] args) throws Exception {
    Path dir = Path.of(args[1]);
    switch (args[0]) {
      case "index" -> index(dir);
      case "query" -> query(dir, Integer.parseInt(args[2]), Arrays.asList(args).subList(3, args.length));
      default -> throw new IllegalArgumentException("Peer index DIR | Peer query DIR ROUNDS TERM...");
    }
  }

  private static void index(Path dir) throws IOException {
    var json = new ObjectMapper();
    var config = new IndexWriterConfig(new CJKAnalyzer()).setRAMBufferSizeMB(256);
    try (var writer = new IndexWriter(new MMapDirectory(dir), config);
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line; (line = lines.readLine()) != null; ) {
        JsonNode paragraph = json.readTree(line);
        var document = new Document();
        document.add(new TextField("body", paragraph.get("body").asText(), Field.Store.YES));
        document.add(new SortedDocValuesField("region", new BytesRef(paragraph.get("region").asText())));
        document.add(new NumericDocValuesField("year", paragraph.get("year").asInt()));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
  }

  /** Counts hits, and hits by year and by region. */
  private static class Counting extends SimpleCollector {
    private final int[] years = new int[3000];
    private final int[] regions = new int[4096];
    private int total;
    private NumericDocValues year;
    private SortedDocValues region;

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
      year = context.reader().getNumericDocValues("year");
      region = context.reader().getSortedDocValues("region");
    }

    @Override
    public void collect(int document) throws IOException {
      total++;
      if (year.advanceExact(document)) {
        years[(int) year.longValue()]++;
      }
      if (region.advanceExact(document)) {
        regions[region.ordValue()]++;
      }
    }

    @Override
    public ScoreMode scoreMode() {
      return ScoreMode.COMPLETE_NO_SCORES;
    }
  }

  private static void query(Path dir, int rounds, List<String> texts) throws IOException {
    try (var reader = DirectoryReader.open(new MMapDirectory(dir))) {
      var searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null);
      for (String text : texts) {
        Query query = phrase(text);
        var times = new double[rounds];
        int total = 0;
        for (int round = -WARM_UP; round < rounds; round++) {
          long began = System.nanoTime();
          TopScoreDocCollector best = new TopScoreDocCollectorManager(10, null, Integer.MAX_VALUE).newCollector();
          var counting = new Counting();
          searcher.search(query, MultiCollector.wrap(best, counting));
          for (ScoreDoc hit : best.topDocs().scoreDocs) {
            searcher.storedFields().document(hit.doc).get("body");
          }
          total = counting.total;
          if (round >= 0) {
            times[round] = (System.nanoTime() - began) / 1e6;
          }
        }
        Arrays.sort(times);
        System.out.printf("%s\t%d\t%.4f%n", text, total, times[rounds / 2]);
      }
    }
  }

  private static Query phrase(String text) {
    if (text.codePointCount(0, text.length()) == 1) {
      return new PrefixQuery(new Term("body", text));
    }
    return new QueryBuilder(new CJKAnalyzer()).createPhraseQuery("body", text);
  }
}
