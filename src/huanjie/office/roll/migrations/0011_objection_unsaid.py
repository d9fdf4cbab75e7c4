from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('roll', '0010_standing_off_the_roll'),
    ]

    operations = [
        migrations.AddField(
            model_name='objection',
            name='unsaid',
            field=models.JSONField(null=True, verbose_name='未写明的理由'),
        ),
    ]
