using System.Text;
using CompetencyBot.Sources;
using static CompetencyBot.Tests.Sources.EvidenceFiles;

namespace CompetencyBot.Tests.Sources;

public sealed class FileShapeTests : IDisposable
{
    private readonly EvidenceFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Columns_match_in_any_order_without_case_spaces_and_underscores()
    {
        files.With("people.csv", "display_NAME, user principal name ,MCP ID", "Mei,mei@contoso.example,99");

        var person = Assert.Single(files.Read().Records.People);
        Assert.Equal(("mei@contoso.example", "Mei", "99"), (person.UserPrincipalName, person.DisplayName, person.McpId));
    }

    [Fact]
    public void Unknown_columns_are_ignored_and_named()
    {
        var file = files.With("people.csv", "UserPrincipalName,Shoe size,DisplayName,", "mei@contoso.example,36,Mei,").ReadTheFile();

        Assert.Equal(["Shoe size", "#4"], file.UnknownColumns);
        Assert.Equal(1, file.Rows);
    }

    [Fact]
    public void The_other_columns_of_the_dataset_are_not_unknown()
    {
        var header = TrainingHeader
            + ",TrainingType,IndividualFirstName,IndividualLastName,Month,IcMCP,MPNId"
            + ",PGAMpnId,PartnerName,PartnerCityLocation,PartnerCountryLocation";

        Assert.Empty(files.With("TrainingCompletions.csv", header).ReadTheFile().UnknownColumns);
    }

    [Fact]
    public void A_missing_required_column_rejects_the_file_with_its_name() =>
        Assert.Equal(
            new Rejection(RejectionReason.MissingColumn, "DisplayName"),
            files.With("people.csv", "UserPrincipalName", "mei@contoso.example").ReadTheRejection());

    [Theory]
    [InlineData("people", "DisplayName", "UserPrincipalName")]
    [InlineData("TrainingCompletions", "Email,TrainingCompletionDate", "TrainingActivityId")]
    [InlineData("TrainingCompletions", "Email,TrainingActivityId", "TrainingCompletionDate")]
    [InlineData("TrainingCompletions", "TrainingActivityId,TrainingCompletionDate", "Email / CorpEmail / MCPID")]
    [InlineData("CompetencyPerformanceRequirement", "CompetencyName", "Month, MetricName, TTMAggregate")]
    [InlineData("CompetencySummaryHistory", "CompetencyName,CompetencyLevel", "CompetencyStatus")]
    [InlineData("membership", "Market", "Offer, PurchasedOn")]
    public void Every_required_column_is_asked_for(string kind, string header, string missing) =>
        Assert.Equal(new Rejection(RejectionReason.MissingColumn, missing), files.With($"{kind}.csv", header).ReadTheRejection());

    [Fact]
    public void Two_columns_of_one_name_reject_the_file() =>
        Assert.Equal(
            new Rejection(RejectionReason.RepeatedColumn, "McpId"),
            files.With("people.csv", "UserPrincipalName,DisplayName,McpId,MCP_ID").ReadTheRejection());

    [Fact]
    public void An_empty_file_is_rejected() =>
        Assert.Equal(RejectionReason.NoHeader, files.WithBytes("people.csv", []).ReadTheRejection().Reason);

    [Fact]
    public void A_header_alone_is_a_file_without_rows()
    {
        var file = files.WithTraining().ReadTheFile();

        Assert.Null(file.Rejection);
        Assert.Equal(0, file.Rows);
    }

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_first_column()
    {
        files.WithBytes("people.csv", [.. Encoding.UTF8.Preamble, .. "UserPrincipalName,DisplayName\nmei@contoso.example,林美\n"u8]);

        Assert.Equal("林美", Assert.Single(files.Read().Records.People).DisplayName);
    }

    [Fact]
    public void A_file_in_another_encoding_is_rejected()
    {
        // 林 in Big5.
        files.WithBytes("people.csv", [.. "UserPrincipalName,DisplayName\nmei@contoso.example,"u8, 0xAA, 0x4C]);

        Assert.Equal(RejectionReason.NotUtf8, files.ReadTheRejection().Reason);
    }

    [Fact]
    public void A_file_that_ends_inside_a_character_is_rejected()
    {
        files.WithBytes("people.csv", [.. "UserPrincipalName,DisplayName\nmei@contoso.example,"u8, 0xE6, 0x9E]);

        Assert.Equal(RejectionReason.NotUtf8, files.ReadTheRejection().Reason);
    }

    [Fact]
    public void A_utf16_file_is_rejected()
    {
        files.WithBytes("people.csv", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("UserPrincipalName,DisplayName")]);

        Assert.Equal(RejectionReason.NotUtf8, files.ReadTheRejection().Reason);
    }

    [Fact]
    public void A_utf16_file_without_a_mark_is_rejected_as_what_it_is()
    {
        files.WithBytes("people.csv", Encoding.Unicode.GetBytes("UserPrincipalName,DisplayName"));

        Assert.Equal(RejectionReason.NotUtf8, files.ReadTheRejection().Reason);
    }

    [Fact]
    public void A_second_byte_order_mark_is_not_part_of_the_first_column_either()
    {
        files.WithBytes("people.csv", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.Preamble, .. "UserPrincipalName,DisplayName\nmei@contoso.example,林美\n"u8]);

        Assert.Equal("林美", Assert.Single(files.Read().Records.People).DisplayName);
    }

    [Fact]
    public void Tabs_separate_a_tsv_file_and_commas_do_not()
    {
        files.With("people.tsv", "UserPrincipalName\tDisplayName", "mei@contoso.example\tLin, Mei");

        Assert.Equal("Lin, Mei", Assert.Single(files.Read().Records.People).DisplayName);
    }

    [Fact]
    public void Quotes_hold_separators_quotes_and_line_breaks_together()
    {
        files.WithTraining(Training(title: "\"Office \"\"365\"\",\r\nadvanced\""), Training(code: "70-346"));

        var training = files.Read().Records.Training;
        Assert.Equal("Office \"365\",\r\nadvanced", training[0].Title);
        Assert.Equal(("70-346", 4), (training[1].ActivityId, training[1].Line));
    }

    [Fact]
    public void Line_numbers_count_blank_lines_which_are_no_rows()
    {
        var file = files.WithTraining("", Training(), ",,,,,,,", "  ", Training(completed: "soon")).ReadTheFile();

        Assert.Equal(2, file.Rows);
        Assert.Equal(6, Assert.Single(file.Skipped).Line);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    public void Every_line_break_ends_a_row(string lineBreak)
    {
        var text = string.Join(lineBreak, "UserPrincipalName,DisplayName", "a@x.example,A", "b@x.example,B");
        files.WithBytes("people.csv", Encoding.UTF8.GetBytes(text));

        Assert.Equal(["A", "B"], files.Read().Records.People.Select(person => person.DisplayName));
    }

    [Theory]
    [InlineData("70-347,Title,,mei.lin@contoso.example,,2017-11-02", "6")]
    [InlineData("70-347,Title, with a comma,,mei.lin@contoso.example,,2017-11-02,,", "9")]
    public void A_ragged_row_is_skipped_and_the_next_one_read(string ragged, string fields)
    {
        var reading = files.WithTraining(ragged, Training()).Read();

        Assert.Equal(new SkippedRow(2, SkipReason.FieldCount, Value: fields), Assert.Single(reading.Files[0].Skipped));
        Assert.Single(reading.Records.Training);
    }

    [Fact]
    public void A_row_with_stray_quotes_is_skipped_and_the_next_one_read()
    {
        var reading = files.WithTraining(Training(title: "\"Office\" 365"), Training()).Read();

        Assert.Equal(new SkippedRow(2, SkipReason.BadQuotes), Assert.Single(reading.Files[0].Skipped));
        Assert.Single(reading.Records.Training);
    }

    [Fact]
    public void A_quote_that_never_closes_rejects_the_file() =>
        Assert.Equal(
            new Rejection(RejectionReason.UnclosedQuote, Line: 3),
            files.WithTraining(Training(), Training(title: "\"Office"), Training()).ReadTheRejection());

    [Fact]
    public void A_quote_that_never_closes_in_a_large_file_rejects_it_without_holding_it_in_memory()
    {
        var rows = Enumerable.Repeat(Training(), 100_000);

        Assert.Equal(
            new Rejection(RejectionReason.RowTooLong, Line: 3),
            files.WithTraining([Training(), Training(title: "\"Office"), .. rows]).ReadTheRejection());
    }

    [Fact]
    public void A_quote_that_never_closes_in_the_header_rejects_the_file() =>
        Assert.Equal(
            RejectionReason.UnclosedQuote,
            files.With("people.csv", "UserPrincipalName,\"DisplayName", "a,b").ReadTheRejection().Reason);

    [Fact]
    public void A_row_with_a_nul_character_is_skipped() =>
        Assert.Equal(SkipReason.InvalidCharacter, files.WithTraining(Training(title: "Office\0")).ReadTheSkippedRow().Reason);
}
