namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>People of the sample organisation whose account Partner Center has associated since.</summary>
internal static class Associated
{
    /// <summary>Partner Center's export says of somebody since when they are associated.</summary>
    public static EvidenceCopy Associate(this EvidenceCopy files, Person person)
    {
        var before = Sample.Records.People.Single(record => record.UserPrincipalName == person.UserPrincipalName).McpId is null ? ",,,," : ",,";
        return files.ReplaceInLine("people.csv", person.UserPrincipalName, before, $"{before[..^1]}2018-02-28T01:00:00Z,");
    }
}
