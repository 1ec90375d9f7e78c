using System.Text.Json;
using CompetencyBot.Sources.Entra;

namespace CompetencyBot.Tests.Sources.Entra;

public sealed class MailboxFactsTests
{
    [Theory]
    [InlineData("""{"timeZone":"Taipei Standard Time"}""", "Asia/Taipei", null, null)]
    [InlineData("""{"timeZone":"Asia/Taipei"}""", "Asia/Taipei", null, null)]
    [InlineData("""{"timeZone":"Nowhere Standard Time"}""", null, null, null)]
    [InlineData("""{}""", null, null, null)]
    [InlineData("""{"workingHours":null,"timeZone":null}""", null, null, null)]
    [InlineData(
        """{"timeZone":"UTC","workingHours":{"daysOfWeek":["tuesday","monday","noday",7],"startTime":"08:30:00.0000000","endTime":"17:00:00.0000000","timeZone":{"name":"Tokyo Standard Time"}}}""",
        "Asia/Tokyo", "08:30-17:00", "Mon,Tue")]
    [InlineData(
        """{"timeZone":"Tokyo Standard Time","workingHours":{"daysOfWeek":["monday"],"startTime":"08:30:00","endTime":"17:00:00","timeZone":{"name":"Customized Time Zone"}}}""",
        "Asia/Tokyo", "08:30-17:00", "Mon")]
    [InlineData("""{"workingHours":{"daysOfWeek":["monday"],"startTime":"22:00:00","endTime":"06:00:00"}}""", null, null, null)]
    [InlineData("""{"workingHours":{"daysOfWeek":[],"startTime":"09:00:00","endTime":"17:00:00"}}""", null, null, null)]
    public void Hours_days_and_zone_are_read_as_far_as_they_make_sense(string settings, string? zone, string? hours, string? days)
    {
        using var json = JsonDocument.Parse(settings);

        Assert.Equal(new MailboxFacts(zone, hours, days), MailboxFacts.Read(json.RootElement));
    }
}
