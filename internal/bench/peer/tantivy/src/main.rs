//! tantivy on paragraphs of Chinese: character bigrams with positions, phrase queries, exact totals, counts by year and by
//! region, ten stored texts. One thread answers.
//!
//!     peer index DIR < paragraphs.jsonl
//!     peer query DIR ROUNDS TERM...      prints: term, paragraphs, median milliseconds

use std::io::BufRead;
use std::time::Instant;

use tantivy::aggregation::{agg_req::Aggregations, AggContextParams, AggregationCollector};
use tantivy::collector::{Count, MultiCollector, TopDocs};
use tantivy::query::{PhraseQuery, Query, RegexQuery, TermQuery};
use tantivy::schema::*;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{doc, Index, IndexWriter, TantivyDocument, Term};

const WARM_UP: usize = 5;

/// Pairs of neighbouring letters and digits. Positions are those of the first character, so that a phrase holds together.
#[derive(Clone, Default)]
struct Bigrams;

struct Pairs {
    tokens: Vec<Token>,
    next: usize,
}

impl Tokenizer for Bigrams {
    type TokenStream<'a> = Pairs;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Pairs {
        let text = text.to_lowercase();
        let characters: Vec<(usize, char)> = text.char_indices().collect();
        let tokens = characters.windows(2).enumerate();
        let tokens = tokens.filter(|(_, pair)| pair.iter().all(|(_, c)| c.is_alphanumeric()));
        let tokens = tokens.map(|(position, pair)| Token {
            offset_from: pair[0].0,
            offset_to: pair[1].0 + pair[1].1.len_utf8(),
            position,
            text: pair.iter().map(|(_, c)| c).collect(),
            position_length: 1,
        });
        Pairs { tokens: tokens.collect(), next: 0 }
    }
}

impl TokenStream for Pairs {
    fn advance(&mut self) -> bool {
        self.next += 1;
        self.next <= self.tokens.len()
    }

    fn token(&self) -> &Token {
        &self.tokens[self.next - 1]
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokens[self.next - 1]
    }
}

fn main() -> tantivy::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    match args.get(1).map(String::as_str) {
        Some("index") if args.len() == 3 => index(&args[2]),
        Some("query") if args.len() > 4 => query(&args[2], args[3].parse().expect("rounds"), &args[4..]),
        _ => panic!("peer index DIR | peer query DIR ROUNDS TERM..."),
    }
}

fn schema() -> Schema {
    let bigrams = TextFieldIndexing::default()
        .set_tokenizer("bigrams")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let mut schema = Schema::builder();
    schema.add_text_field("body", TextOptions::default().set_stored().set_indexing_options(bigrams));
    schema.add_text_field("region", TextOptions::default().set_fast("raw"));
    schema.add_u64_field("year", FAST);
    schema.build()
}

fn index(dir: &str) -> tantivy::Result<()> {
    std::fs::create_dir_all(dir)?;
    let schema = schema();
    let field = |name| schema.get_field(name).expect("a field of the schema");
    let (body, region, year) = (field("body"), field("region"), field("year"));
    let index = Index::create_in_dir(dir, schema.clone())?;
    index.tokenizers().register("bigrams", Bigrams);
    let mut writer: IndexWriter = index.writer(400_000_000)?;
    for line in std::io::stdin().lock().lines() {
        let p: serde_json::Value = serde_json::from_str(&line?).expect("a line of JSON");
        let text = |name: &str| p[name].as_str().expect("a text").to_owned();
        writer.add_document(doc!(body => text("body"), region => text("region"), year => p["year"].as_u64().expect("a year")))?;
    }
    writer.commit()?;
    let segments = index.searchable_segment_ids()?;
    if segments.len() > 1 {
        writer.merge(&segments).wait()?;
    }
    writer.wait_merging_threads()
}

fn query(dir: &str, rounds: usize, texts: &[String]) -> tantivy::Result<()> {
    let index = Index::open_in_dir(dir)?;
    index.tokenizers().register("bigrams", Bigrams);
    let body = index.schema().get_field("body")?;
    let searcher = index.reader()?.searcher();
    let groups: Aggregations = serde_json::from_value(serde_json::json!({
        "years": {"terms": {"field": "year", "size": 100}},
        "regions": {"terms": {"field": "region", "size": 100}},
    }))
    .expect("two groupings");
    for text in texts {
        let query = phrase(body, text)?;
        let mut times = Vec::with_capacity(rounds);
        let mut total = 0;
        for round in 0..WARM_UP + rounds {
            let began = Instant::now();
            let mut collectors = MultiCollector::new();
            let count = collectors.add_collector(Count);
            let best = collectors.add_collector(TopDocs::with_limit(10).order_by_score());
            let counts = collectors.add_collector(AggregationCollector::from_aggs(groups.clone(), AggContextParams::default()));
            let mut found = searcher.search(&*query, &collectors)?;
            total = count.extract(&mut found);
            for (_, document) in best.extract(&mut found) {
                searcher.doc::<TantivyDocument>(document)?;
            }
            counts.extract(&mut found);
            if round >= WARM_UP {
                times.push(began.elapsed().as_secs_f64() * 1e3);
            }
        }
        times.sort_by(f64::total_cmp);
        println!("{text}\t{total}\t{:.4}", times[rounds / 2]);
    }
    Ok(())
}

/// A single character is the beginning of a pair, which leaves out the few that end a run.
fn phrase(body: Field, text: &str) -> tantivy::Result<Box<dyn Query>> {
    let characters: Vec<char> = text.to_lowercase().chars().collect();
    if let [only] = characters[..] {
        return Ok(Box::new(RegexQuery::from_pattern(&format!("{only}."), body)?));
    }
    let pairs = characters.windows(2).map(|pair| Term::from_field_text(body, &String::from_iter(pair)));
    let mut pairs: Vec<Term> = pairs.collect();
    if pairs.len() == 1 {
        return Ok(Box::new(TermQuery::new(pairs.remove(0), IndexRecordOption::WithFreqs)));
    }
    Ok(Box::new(PhraseQuery::new(pairs)))
}
