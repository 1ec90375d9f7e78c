using CompetencyBot.Graph;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace CompetencyBot.Tests.Graph;

public sealed class GraphOptionsTests
{
    private static readonly IHostEnvironment Development = new HostingEnvironment { EnvironmentName = Environments.Development };

    [Fact]
    public void What_is_set_right_is_no_problem() => Assert.Empty(new GraphOptions
    {
        Enabled = true,
        Directory = true,
        AdminGroupId = "22222222-3333-4444-8555-666666666666",
        DisabledCountsAfterDays = "14",
        MostLeaversAtOnce = "0",
    }.Problems(Development));

    [Fact]
    public void Each_setting_that_cannot_work_has_its_sentence() => Assert.Equal(
        [
            "Graph:AdminGroupId is \"admins\". Set the object id of the group, a GUID; the Entra admin centre shows it.",
            "Graph:ManagerGroupId is \"managers\". Set the object id of the group, a GUID; the Entra admin centre shows it.",
            "Graph:PeopleGroupId is \"people\". Set the object id of the group, a GUID; the Entra admin centre shows it.",
            "Graph:DisabledCountsAfterDays is \"soon\". Set a whole number between 0 and 365.",
            "Graph:MostLeaversAtOnce is \"-1\". Set a whole number between 0 and 1000000.",
        ],
        new GraphOptions
        {
            Enabled = true,
            AdminGroupId = "admins",
            ManagerGroupId = "managers",
            PeopleGroupId = "people",
            DisabledCountsAfterDays = "soon",
            MostLeaversAtOnce = "-1",
        }.Problems(Development));

    [Fact]
    public void While_Graph_is_not_used_nothing_of_it_is_wrong() => Assert.Empty(new GraphOptions { AdminGroupId = "admins" }.Problems(Development));
}
